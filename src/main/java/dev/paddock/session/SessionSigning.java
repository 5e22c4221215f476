package dev.paddock.session;

import dev.paddock.sandbox.SandboxRequest.InsideFile;
import dev.paddock.signing.SigningEvents;
import dev.paddock.signing.SshSigning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signing in a session with the owner's ssh key: the socket, the public key inside, and git's
 * settings that name it.
 */
final class SessionSigning implements AutoCloseable {
  private static final String INSIDE = "/run/paddock/signing";
  private static final String SOCKET = "agent";

  private final @Nullable SshSigning signing;
  private final Path keyInside;

  private SessionSigning(@Nullable SshSigning signing, Path keyInside) {
    this.signing = signing;
    this.keyInside = keyInside;
  }

  /**
   * Prepares, if the owner's git signs, or the profile says so.
   *
   * @param wanted what the profile says; empty if the owner's git decides
   */
  static SessionSigning prepare(
      Caller caller, SessionGitFolders git, Optional<Boolean> wanted, Notices notices)
      throws IOException {
    Path key = caller.home().resolve(".ssh/signing-key.pub");
    boolean usual = signs(git, "commit.gpgsign") || signs(git, "tag.gpgsign");
    if (!git.isPresent() || !wanted.orElse(usual)) {
      return new SessionSigning(null, key);
    }
    String format = git.ownersSetting("gpg.format").orElse("openpgp");
    if (!format.equals("ssh")) {
      notices.notice(
          "commits are not signed in this session: Paddock signs with ssh keys (gpg.format = ssh), and"
              + " yours is "
              + Text.printable(format));
      return new SessionSigning(null, key);
    }
    Optional<SshSigning> signing =
        git.ownersSetting("user.signingkey")
            .flatMap(named -> SshSigning.of(named, caller.home(), caller.environment()));
    if (signing.isEmpty()) {
      notices.notice(
          "commits are not signed in this session: the key that user.signingKey names can't be found");
      return new SessionSigning(null, key);
    }
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("gpg.format", "ssh");
    settings.put("user.signingkey", key.toString());
    settings.put(
        "commit.gpgsign", Boolean.toString(wanted.orElse(false) || signs(git, "commit.gpgsign")));
    settings.put("tag.gpgsign", Boolean.toString(signs(git, "tag.gpgsign")));
    git.configure(settings);
    return new SessionSigning(signing.get(), key);
  }

  boolean isOn() {
    return signing != null;
  }

  /** Begins to sign, and lets the session reach the socket, and know the public key. */
  void start(SocketFolder sockets, Grants grants, SigningEvents events) throws IOException {
    if (signing != null) {
      Path folder = sockets.folder("signing");
      signing.start(folder.resolve(SOCKET), sockets.folder("signing-outside"), events);
      grants.lend(folder, INSIDE);
      grants.set("SSH_AUTH_SOCK", INSIDE + "/" + SOCKET);
      grants.give(
          new InsideFile(
              keyInside.toString(),
              0644,
              signing.publicKey().getBytes(StandardCharsets.UTF_8),
              false));
    }
  }

  @Override
  public void close() throws IOException {
    if (signing != null) {
      signing.close();
    }
  }

  private static boolean signs(SessionGitFolders git, String key) {
    return git.ownersSetting(key).filter(value -> value.matches("(?i)true|yes|on|1")).isPresent();
  }
}
