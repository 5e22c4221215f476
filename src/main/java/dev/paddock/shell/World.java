package dev.paddock.shell;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The file system as commands of this very line have changed it. */
final class World {
  private final Surroundings surroundings;
  private final Map<Path, Flow> files = new HashMap<>();
  private final Map<Path, Path> links = new HashMap<>();

  World(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  /** What a file holds if commands of this line, or of this session, wrote it. */
  Optional<Flow> written(Path file) {
    Flow here = files.get(file);
    if (here != null) {
      return Optional.of(here);
    }
    return surroundings.isNew(file) ? surroundings.content(file).map(Flow::of) : Optional.empty();
  }

  void write(Path file, Flow content, boolean append) {
    Flow before = append ? files.getOrDefault(file, Flow.unknown(java.util.Set.of())) : null;
    files.put(file, before == null ? content : before.plus(content).changed());
  }

  void link(Path link, Path target) {
    links.put(link, target);
  }

  /** Follows links as far as they are known. */
  Path resolve(Path path) {
    Path result = path;
    for (int i = 0; i < 8; i++) {
      Optional<Path> next = step(result);
      if (next.isEmpty()) {
        return result;
      }
      result = next.get();
    }
    return result;
  }

  private Optional<Path> step(Path path) {
    for (Path part = path; part != null && part.getNameCount() > 0; part = part.getParent()) {
      Path target = links.get(part);
      if (target == null) {
        target = surroundings.link(part).orElse(null);
      }
      if (target != null && !target.equals(part)) {
        return Optional.of(target.resolve(part.relativize(path)).normalize());
      }
    }
    return Optional.empty();
  }
}
