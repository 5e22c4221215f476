package dev.paddock.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The user's side of the machine, without the project: HOME, the environment, and the programs on
 * PATH. A part of PATH that is relative, in the project, or where everybody can write is passed
 * over. Looked at when every session starts, so without lambdas, as {@link Stamps}.
 */
final class Machine {
  private static final List<Path> SHARED =
      List.of(Path.of("/tmp"), Path.of("/var/tmp"), Path.of("/dev/shm"));

  private final Path home;
  private final Map<String, String> environment;
  private final Path project;
  private final List<Path> folders;

  Machine(RegistryRequest request) {
    home = request.home();
    environment = request.environment();
    project = request.project();
    folders = folders();
  }

  private List<Path> folders() {
    Set<Path> found = new LinkedHashSet<>();
    for (String text : variable("PATH").split(":", -1)) {
      Path folder = Path.of(text).normalize();
      if (folder.isAbsolute() && isTrusted(folder)) {
        found.add(folder);
      }
    }
    return List.copyOf(found);
  }

  Path home() {
    return home;
  }

  /** Returns a variable's value, "" if it is not set. */
  String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  Map<String, String> environment() {
    return environment;
  }

  /** Returns the path that a variable names, if it is absolute. */
  Optional<Path> path(String variable) {
    String value = variable(variable);
    return value.startsWith("/") ? Optional.of(Path.of(value).normalize()) : Optional.empty();
  }

  /** Returns the folder of the user's settings, after the XDG base directory specification. */
  Path config() {
    return path("XDG_CONFIG_HOME").orElse(home.resolve(".config"));
  }

  /** Returns PATH without what is passed over. */
  String searchPath() {
    StringBuilder path = new StringBuilder();
    for (Path folder : folders) {
      path.append(path.isEmpty() ? "" : ":").append(folder);
    }
    return path.toString();
  }

  /** Finds the first of these programs on PATH. */
  Optional<Path> program(List<String> names) {
    for (String name : names) {
      for (Path folder : folders) {
        Path program = folder.resolve(name);
        if (Files.isExecutable(program) && Files.isRegularFile(program) && isOutside(program)) {
          return Optional.of(program);
        }
      }
    }
    return Optional.empty();
  }

  private boolean isOutside(Path program) {
    try {
      return isTrusted(program.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isTrusted(Path path) {
    for (Path shared : SHARED) {
      if (path.startsWith(shared)) {
        return false;
      }
    }
    return !path.startsWith(project);
  }
}
