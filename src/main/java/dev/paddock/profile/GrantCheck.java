package dev.paddock.profile;

import java.nio.file.Path;

/** Decides whether a path can be granted at all, whoever asks. Pure. */
final class GrantCheck {
  private final Places places;

  GrantCheck(Places places) {
    this.places = places;
  }

  /**
   * Lets a path through that may be granted.
   *
   * @param path absolute and normalised
   * @throws EntryException with the reason otherwise
   */
  void require(Path path, Use use) {
    if (path.getNameCount() == 0) {
      throw refuse(use, path, "it is the whole machine", "Name the folder that is needed");
    }
    if (places.home().startsWith(path)) {
      throw refuse(
          use,
          path,
          path.equals(places.home()) ? "it is HOME itself" : "HOME is part of it",
          "Name the folder in HOME that is needed, as ~/NAME");
    }
    if (use != Use.READ && places.project().startsWith(path) && !path.equals(places.project())) {
      throw refuse(use, path, "the project is part of it", "Name the folder beside the project");
    }
    requireOutsideOfPaddock(path, use);
    for (RefusedPath refused : RefusedPath.TABLE) {
      if (refused.uses().contains(use) && covers(refused, path)) {
        throw refuse(use, path, refused.reason(), refused.remedy());
      }
    }
  }

  boolean isInProject(Path path) {
    return path.startsWith(places.project());
  }

  private void requireOutsideOfPaddock(Path path, Use use) {
    String remedy = "Name a narrower folder";
    if (overlaps(path, places.state())) {
      throw refuse(use, path, "Paddock keeps its own state there", remedy);
    }
    if (use == Use.WRITE && places.settings().stream().anyMatch(own -> overlaps(path, own))) {
      throw refuse(use, path, "Paddock's own settings are there", remedy);
    }
  }

  private boolean covers(RefusedPath refused, Path path) {
    Path place =
        refused.path().startsWith("~/")
            ? places.home().resolve(refused.path().substring(2))
            : Path.of(refused.path());
    if (!refused.tree()) {
      return path.equals(place);
    }
    return path.startsWith(place) && !isInProject(path) && !path.startsWith(places.home());
  }

  private static boolean overlaps(Path one, Path other) {
    return one.startsWith(other) || other.startsWith(one);
  }

  private static EntryException refuse(Use use, Path path, String reason, String remedy) {
    return new EntryException(
        Printable.quote(path.toString()) + " can't be granted for " + use.key() + ": " + reason,
        remedy);
  }
}
