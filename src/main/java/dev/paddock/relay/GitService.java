package dev.paddock.relay;

import java.util.Optional;

/** The two services of git's protocol that a relay serves (gitprotocol-pack(5)). */
public enum GitService {
  /** Sends objects: fetch, pull, clone. */
  UPLOAD_PACK("git-upload-pack"),
  /** Takes objects: push. */
  RECEIVE_PACK("git-receive-pack");

  private final String command;

  GitService(String command) {
    this.command = command;
  }

  /** Returns its name on the wire. */
  public String command() {
    return command;
  }

  /** Finds a service by its name on the wire. */
  public static Optional<GitService> named(String command) {
    for (GitService service : values()) {
      if (service.command.equals(command)) {
        return Optional.of(service);
      }
    }
    return Optional.empty();
  }
}
