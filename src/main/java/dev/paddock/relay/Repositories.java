package dev.paddock.relay;

/** The repositories that a session may use. Thread-safe. */
public interface Repositories {
  /**
   * Finds a repository.
   *
   * @param host as the session named it, in lower case
   * @param path as the session wrote it, in any form
   * @throws RelayRefusal if the session may not use it for this; who refuses has told the events
   */
  ServedRepository find(String host, String path, GitService service) throws RelayRefusal;
}
