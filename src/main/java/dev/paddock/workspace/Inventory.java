package dev.paddock.workspace;

import dev.paddock.workspace.Protected.Guarding;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one walk over a project found. Paths are below the project, as {@code FileNames} decodes
 * them.
 *
 * @param protectedPaths everything that runs outside, in no certain order
 * @param inner symbolic links in protected directories, whose targets are protected as well
 * @param named what the configuration of git repositories names as something to run
 * @param namings the same as names, also of what does not exist yet
 * @param writableAgain directories below protected ones that stay writable
 * @param hidden what the profile hides; nothing below a hidden directory is listed
 * @param hardLinked files with a name that no session may write
 * @param unreadable directories that could not be looked at
 */
public record Inventory(
    List<Protected> protectedPaths,
    List<BareRepository> bareRepositories,
    List<Protected> inner,
    List<Protected> named,
    List<Naming> namings,
    List<String> writableAgain,
    List<HiddenPath> hidden,
    List<HardLinked> hardLinked,
    List<Unreadable> unreadable) {

  /** A path that the profile hides. */
  public record HiddenPath(String path, boolean directory) {}

  /**
   * A file that has a name outside the writable part of the project: writing it inside would change
   * it there.
   */
  public record HardLinked(String path, Identity identity, long size) {}

  /**
   * A directory that can't be looked at.
   *
   * @param changeable whether the session could make it accessible
   */
  public record Unreadable(String path, String cause, boolean changeable) {}

  public Inventory {
    protectedPaths = List.copyOf(protectedPaths);
    bareRepositories = List.copyOf(bareRepositories);
    inner = List.copyOf(inner);
    named = List.copyOf(named);
    namings = List.copyOf(namings);
    writableAgain = List.copyOf(writableAgain);
    hidden = List.copyOf(hidden);
    hardLinked = List.copyOf(hardLinked);
    unreadable = List.copyOf(unreadable);
  }

  /** Returns what has to be mounted read-only; links among them with their targets inside. */
  public List<Protected> readOnly() {
    return Stream.of(protectedPaths, inner, named)
        .flatMap(List::stream)
        .filter(p -> p.guarding() == Guarding.READ_ONLY)
        .toList();
  }
}
