package dev.paddock.session;

import dev.paddock.sandbox.SandboxRequest.InsideFile;
import dev.paddock.signing.GpgSigning;
import dev.paddock.signing.SigningEvents;
import dev.paddock.signing.SshSigning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Signing in a session with the owner's key: what signs outside, the socket, the public key inside,
 * and git's settings that name it.
 */
final class SessionSigning implements AutoCloseable {
  private static final String INSIDE = "/run/paddock/signing";
  private static final String SOCKET = "agent";

  private final Signer signer;
  private final Path home;

  /** With what is signed. */
  private sealed interface Signer {
    record Nobody() implements Signer {}

    record Ssh(SshSigning signing) implements Signer {}

    record Gpg(GpgSigning signing) implements Signer {}
  }

  private SessionSigning(Signer signer, Path home) {
    this.signer = signer;
    this.home = home;
  }

  /**
   * Prepares, if the owner's git signs, or the profile says so. Without a key commits are not
   * signed inside, which is told.
   *
   * @param wanted what the profile says; empty if the owner's git decides
   */
  static SessionSigning prepare(
      Caller caller, SessionGitFolders git, Optional<Boolean> wanted, Notices notices)
      throws IOException {
    boolean commits = signs(git, "commit.gpgsign");
    boolean tags = signs(git, "tag.gpgsign");
    if (!git.isPresent() || !wanted.orElse(commits || tags)) {
      return new SessionSigning(new Signer.Nobody(), caller.home());
    }
    String format = git.ownersSetting("gpg.format").orElse("openpgp");
    Signer signer = signer(caller, git, format);
    SessionSigning signing = new SessionSigning(signer, caller.home());
    Map<String, String> settings = new LinkedHashMap<>();
    switch (signer) {
      case Signer.Nobody() -> {
        notices.notice(
            "commits are not signed in this session: the %s key that user.signingKey names can't be found"
                .formatted(Text.printable(format)));
        return signing;
      }
      case Signer.Ssh _ -> settings.put("user.signingkey", signing.sshKey().toString());
      case Signer.Gpg(GpgSigning gpg) -> settings.put("user.signingkey", gpg.fingerprint());
    }
    settings.put("gpg.format", format);
    settings.put("commit.gpgsign", Boolean.toString(wanted.orElse(false) || commits));
    settings.put("tag.gpgsign", Boolean.toString(tags));
    git.configure(settings);
    return signing;
  }

  boolean isOn() {
    return !(signer instanceof Signer.Nobody);
  }

  /** Begins to sign, and lets the session reach the socket, and know the public key. */
  void start(SocketFolder sockets, Grants grants, SigningEvents events) throws IOException {
    if (!isOn()) {
      return;
    }
    Path folder = sockets.folder("signing");
    grants.lend(folder, INSIDE);
    switch (signer) {
      case Signer.Nobody() -> {}
      case Signer.Ssh(SshSigning ssh) -> {
        ssh.start(folder.resolve(SOCKET), sockets.folder("signing-outside"), events);
        grants.set("SSH_AUTH_SOCK", INSIDE + "/" + SOCKET);
        byte[] key = ssh.publicKey().getBytes(StandardCharsets.UTF_8);
        grants.give(new InsideFile(sshKey().toString(), 0644, key, false));
      }
      case Signer.Gpg(GpgSigning gpg) -> {
        Path folderOfGpg = sockets.folder("gnupg");
        gpg.start(folderOfGpg, folder.resolve(SOCKET), INSIDE + "/" + SOCKET, events);
        grants.stand(folderOfGpg, home.resolve(".gnupg"));
      }
    }
  }

  @Override
  public void close() throws IOException {
    switch (signer) {
      case Signer.Nobody() -> {}
      case Signer.Ssh(SshSigning ssh) -> ssh.close();
      case Signer.Gpg(GpgSigning gpg) -> gpg.close();
    }
  }

  private Path sshKey() {
    return home.resolve(".ssh/signing-key.pub");
  }

  private static Signer signer(Caller caller, SessionGitFolders git, String format) {
    Optional<String> key = git.ownersSetting("user.signingkey");
    return switch (format) {
      case "ssh" ->
          key.flatMap(named -> SshSigning.of(named, caller.home(), caller.environment()))
              .<Signer>map(Signer.Ssh::new)
              .orElse(new Signer.Nobody());
      case "openpgp" ->
          key.or(() -> git.ownersSetting("user.email"))
              .flatMap(named -> GpgSigning.of(named, caller.environment()))
              .<Signer>map(Signer.Gpg::new)
              .orElse(new Signer.Nobody());
      default -> new Signer.Nobody();
    };
  }

  private static boolean signs(SessionGitFolders git, String key) {
    return git.ownersSetting(key).filter(value -> value.matches("(?i)true|yes|on|1")).isPresent();
  }
}
