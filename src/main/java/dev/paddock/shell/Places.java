package dev.paddock.shell;

import dev.paddock.action.Place;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From texts to places. */
final class Places {
  private final World world;
  private final State state;

  Places(World world, State state) {
    this.world = world;
    this.state = state;
  }

  /** The path, if it is known; links are followed. */
  Optional<Path> path(Text text) {
    return text.known().flatMap(this::absolute).map(world::resolve);
  }

  /** The path as it is written, of which the last part may be a link. */
  Optional<Path> unresolved(Text text) {
    return text.known().flatMap(this::absolute);
  }

  private Optional<Path> absolute(String text) {
    try {
      Path path = Path.of(text);
      if (path.isAbsolute()) {
        return Optional.of(path.normalize());
      }
      return state.cwd().known().map(cwd -> Path.of(cwd).resolve(path).normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Where this may be; more than one if a listing has several roots. */
  List<Place> of(Text text) {
    if (text.isKnown()) {
      return List.of(
          path(text).<Place>map(Place.At::new).orElseGet(() -> new Place.Unknown(text.shown())));
    }
    if (text.listing() != null) {
      return listed(text.listing());
    }
    if (text.isPattern()) {
      return List.of(matching(text));
    }
    boolean unset = Set.of(Taint.UNSET).containsAll(text.taints()) && !text.taints().isEmpty();
    String beginning = text.beginning();
    if (!beginning.isEmpty()) {
      return List.of(below(text, beginning, unset));
    }
    return List.of(unset ? new Place.Unset(text.shown()) : new Place.Unknown(text.shown()));
  }

  private List<Place> listed(Listing listing) {
    List<Place> places = new ArrayList<>();
    for (Text root : listing.roots()) {
      if (root.listing() != null && !root.listing().equals(listing)) {
        places.addAll(listed(root.listing()));
        continue;
      }
      Place place = of(new Text(root.raw(), root.taints(), null)).getFirst();
      places.add(
          switch (place) {
            case Place.At(Path path) -> new Place.Listed(path, listing.byName());
            case Place.Matching(Path folder, String _) ->
                new Place.Listed(folder, listing.byName());
            case Place.Below(Path folder, String _, boolean _) ->
                new Place.Listed(folder, listing.byName());
            case Place.Listed _, Place.Unset _, Place.Unknown _ -> place;
          });
    }
    return places;
  }

  private Place below(Text text, String beginning, boolean unset) {
    int slash = beginning.lastIndexOf('/');
    String folder = slash < 0 ? "." : beginning.substring(0, slash + 1);
    return absolute(folder)
        .map(world::resolve)
        .<Place>map(path -> new Place.Below(path, text.shown(), unset))
        .orElseGet(() -> new Place.Unknown(text.shown()));
  }

  private Place matching(Text text) {
    String beginning = text.beginning();
    int slash = beginning.lastIndexOf('/');
    String folder = slash < 0 ? "." : beginning.substring(0, slash + 1);
    String pattern = text.raw().substring(slash + 1);
    return absolute(folder)
        .map(world::resolve)
        .<Place>map(path -> pattern(path, text.with(pattern).shown()))
        .orElseGet(() -> new Place.Unknown(text.shown()));
  }

  /** A pattern that goes up again is one of the folder above. */
  private static Place pattern(Path folder, String pattern) {
    return pattern.contains("..")
        ? new Place.Below(Path.of("/"), pattern, false)
        : new Place.Matching(folder, pattern);
  }
}
