package dev.paddock.home;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a plan of HOME is made from.
 *
 * @param home the owner's home directory, as HOME says
 * @param environment the owner's variables, outside
 * @param command what the session runs; its first word tells which agent, if any
 * @param stateDirectory Paddock's own folder for what outlives a session; never shown inside, but
 *     for an agent's folder in it
 * @param project the folder that the session may write
 */
public record HomeRequest(
    Path home,
    Map<String, String> environment,
    List<String> command,
    Path stateDirectory,
    Path project) {

  /**
   * @throws IllegalArgumentException if a path is not absolute
   */
  public HomeRequest {
    home = absolute("home", home);
    environment = Map.copyOf(environment);
    command = List.copyOf(command);
    stateDirectory = absolute("state directory", stateDirectory);
    project = absolute("project", project);
  }

  /**
   * Returns the path that a person wrote in a setting or variable: absolute, or after {@code ~},
   * {@code $HOME}, {@code ${HOME}} or Maven's {@code ${user.home}}. Empty for anything else.
   */
  Optional<Path> path(String written) {
    try {
      for (String prefix : List.of("~", "$HOME", "${HOME}", "${user.home}")) {
        if (written.equals(prefix)) {
          return Optional.of(home);
        }
        if (written.startsWith(prefix + "/")) {
          return Optional.of(
              home.resolve(withoutLeadingSlashes(written.substring(prefix.length()))).normalize());
        }
      }
      return written.startsWith("/") ? Optional.of(Path.of(written).normalize()) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static String withoutLeadingSlashes(String text) {
    int start = 0;
    while (start < text.length() && text.charAt(start) == '/') {
      start++;
    }
    return text.substring(start);
  }

  private static Path absolute(String what, Path path) {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("the " + what + " must be an absolute path: " + path);
    }
    return path.normalize();
  }
}
