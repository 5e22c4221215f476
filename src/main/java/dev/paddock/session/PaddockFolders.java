package dev.paddock.session;

import dev.paddock.workspace.WorkspaceGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * Where Paddock keeps its own files, after the XDG base directory specification. None of them is
 * writable inside.
 *
 * @param config the owner's profiles
 * @param state sessions, quarantine, trust, agents' state
 * @param data the installed copy, and the empty folder on which a session's own mounts are made
 */
public record PaddockFolders(Path config, Path state, Path data) {
  /**
   * Finds the folders of a user.
   *
   * @param environment XDG_CONFIG_HOME, XDG_STATE_HOME and XDG_DATA_HOME count if they are absolute
   */
  public static PaddockFolders of(Path home, Map<String, String> environment) {
    return new PaddockFolders(
        folder(environment, "XDG_CONFIG_HOME", home.resolve(".config")),
        folder(environment, "XDG_STATE_HOME", home.resolve(".local/state")),
        folder(environment, "XDG_DATA_HOME", home.resolve(".local/share")));
  }

  /**
   * Returns the empty folder that sessions mount on, each in its own namespace; makes it if it is
   * missing.
   */
  public Path stage() throws IOException {
    return make(data.resolve("stage"));
  }

  /** Returns the folder for what can be found out anew. */
  Path cache() throws IOException {
    return make(state.resolve("cache"));
  }

  /** Returns the folder that names the sessions which run now. */
  Path running() {
    return state.resolve("running");
  }

  /** Returns the folder of the sessions' git folders. */
  public Path git() {
    return state.resolve("git");
  }

  /** Returns the folder of the git relay's mirrors, which can be made anew. */
  public Path mirrors() {
    return state.resolve("mirrors");
  }

  /** Returns the folder of the pushes that wait for the owner. */
  public Path heldPushes() {
    return state.resolve("held");
  }

  /** Returns the folder of the sessions' logs. */
  public Path logs() {
    return state.resolve("log");
  }

  /**
   * Makes sure that no session can write to any of them.
   *
   * @param writable real paths
   * @throws dev.paddock.workspace.WorkspaceException naming the folder and the remedy
   */
  void requireOutside(List<Path> writable) {
    for (Path folder : writable) {
      if (Files.isDirectory(folder)) {
        WorkspaceGuard.requireOutside(folder, "configuration", config);
        WorkspaceGuard.requireOutside(folder, "data", data);
        WorkspaceGuard.requireOutside(folder, "state", state);
      }
    }
  }

  /** Makes a folder that only its owner can look into. */
  static Path make(Path folder) throws IOException {
    return Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
    String value = environment.getOrDefault(variable, "");
    return (value.startsWith("/") ? Path.of(value) : otherwise).resolve("paddock").normalize();
  }
}
