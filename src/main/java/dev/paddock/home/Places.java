package dev.paddock.home;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns what tables name ({@code .cache/pip}, {@code $GOPATH/pkg/mod}) into absolute paths.
 *
 * <p>A pure function of the request; nothing is looked at. Immutable.
 */
final class Places {
  private static final Map<String, String> XDG =
      Map.of(
          ".cache", "XDG_CACHE_HOME",
          ".config", "XDG_CONFIG_HOME",
          ".local/share", "XDG_DATA_HOME",
          ".local/state", "XDG_STATE_HOME");

  private final HomeRequest request;
  private final Map<String, String> variables;

  /**
   * Makes it.
   *
   * @param settings further names that tables may use like variables, such as {@code npm.cache}
   */
  Places(HomeRequest request, Map<String, String> settings) {
    this.request = request;
    this.variables = new HashMap<>(request.environment());
    variables.putAll(settings);
  }

  /** A place, and the variable that named it, if one did. */
  record Place(Path path, Optional<String> variable) {}

  /** Returns every place that a word of a table means; none if its variable is not set. */
  List<Place> of(String word) {
    if (!word.startsWith("$")) {
      return underHome(word);
    }
    int slash = word.indexOf('/');
    String variable = slash < 0 ? word.substring(1) : word.substring(1, slash);
    String rest = slash < 0 ? "" : word.substring(slash + 1);
    return inVariable(variable, rest);
  }

  private List<Place> underHome(String relative) {
    List<Place> places = new ArrayList<>();
    places.add(new Place(request.home().resolve(relative), Optional.empty()));
    XDG.forEach(
        (folder, variable) -> {
          if (relative.startsWith(folder + "/")) {
            places.addAll(inVariable(variable, relative.substring(folder.length() + 1)));
          }
        });
    return places;
  }

  /** GOPATH may be a list; no other of these variables may hold a colon in practice. */
  private List<Place> inVariable(String variable, String rest) {
    String values = variables.getOrDefault(variable, "");
    if (values.isEmpty()) {
      return List.of();
    }
    List<Place> places = new ArrayList<>();
    for (String value : values.split(":", -1)) {
      request
          .path(value)
          .flatMap(folder -> resolve(folder, rest))
          .ifPresent(path -> places.add(new Place(path, Optional.of(variable))));
    }
    return places;
  }

  private static Optional<Path> resolve(Path folder, String rest) {
    try {
      return Optional.of(folder.resolve(rest).normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
