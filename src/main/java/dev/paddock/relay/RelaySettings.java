package dev.paddock.relay;

import dev.paddock.git.Remote;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the relay of one session serves, and how far it goes.
 *
 * @param session the session's id, a plain word
 * @param remotes what may be fetched and pushed
 * @param granted what the profile grants beyond them
 * @param rules which refs a push may create or move
 * @param limits sizes and times
 * @param folders where mirrors and held pushes are kept
 * @param owner as whom git is run outside
 */
public record RelaySettings(
    String session,
    List<Remote> remotes,
    List<RepositoryGrant> granted,
    PushRules rules,
    PushLimits limits,
    RelayFolders folders,
    Owner owner) {

  /** Keeps lists that nobody changes. */
  public RelaySettings {
    remotes = List.copyOf(remotes);
    granted = List.copyOf(granted);
  }

  /**
   * Paddock's own folders, which no session sees.
   *
   * @param mirrors one mirror for each repository upstream; may be deleted when no session runs
   * @param held what waits for the owner
   */
  public record RelayFolders(Path mirrors, Path held) {}

  /**
   * As whom git is run outside.
   *
   * @param environment the caller's own; variables that lead git or a loader elsewhere are left out
   * @param home where the owner's configuration is
   * @param untrusted folders that a session can write to: no program is taken from there
   */
  public record Owner(Map<String, String> environment, Path home, List<Path> untrusted) {
    /** Keeps collections that nobody changes. */
    public Owner {
      environment = Map.copyOf(environment);
      untrusted = List.copyOf(untrusted);
    }
  }
}
