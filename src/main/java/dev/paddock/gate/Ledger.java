package dev.paddock.gate;

import dev.paddock.action.Effect;
import dev.paddock.action.FileAccess;
import dev.paddock.action.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a session has done so far, as far as it was allowed: which files it made or changed. Decides
 * what the text of a command alone can't. Thread-safe.
 */
final class Ledger {
  private static final int MOST = 50_000;
  private static final Pattern MANIFEST =
      Pattern.compile(
          "package(?:-lock)?\\.json|npm-shrinkwrap\\.json|yarn\\.lock|pnpm-lock\\.yaml|pnpm-workspace\\.yaml|bun\\.lockb?|"
              + "requirements.*\\.(?:txt|in)|constraints.*\\.txt|pyproject\\.toml|setup\\.(?:py|cfg)|Pipfile(?:\\.lock)?|poetry\\.lock|uv\\.lock|"
              + "Cargo\\.(?:toml|lock)|go\\.(?:mod|sum)|Gemfile(?:\\.lock)?|composer\\.(?:json|lock)|pom\\.xml|.*\\.gradle(?:\\.kts)?|environment\\.ya?ml");

  /** File systems that keep the time of birth; of others, Java tells the last change. */
  private static final Set<String> WITH_BIRTH = Set.of("ext4", "btrfs", "xfs", "f2fs", "bcachefs");

  private final Instant start;
  private final FileView files;
  private final Set<Path> made = new HashSet<>();
  private final Set<Path> changed = new HashSet<>();
  private boolean manifestChanged;

  /** Begins with nothing done. */
  Ledger(Instant start, FileView files) {
    this.start = start;
    this.files = files;
  }

  /** Remembers what an action that runs writes. */
  synchronized void remember(Iterable<Effect> effects) {
    for (Effect effect : effects) {
      if (effect instanceof Effect.Touches(FileAccess access, Place.At(Path path))
          && (access == FileAccess.WRITE || access == FileAccess.EMPTY || access == FileAccess.MOVE)
          && changed.size() < MOST) {
        write(path);
      }
    }
  }

  private void write(Path path) {
    if (!files.exists(path)) {
      made.add(path);
    }
    changed.add(path);
    manifestChanged |= MANIFEST.matcher(String.valueOf(path.getFileName())).matches();
  }

  /**
   * Whether nothing of before the session is lost with this file: the session made it, or a folder
   * that it is in, or there is none.
   */
  synchronized boolean isMade(Path path) {
    for (Path part = path; part != null; part = part.getParent()) {
      if (made.contains(part)) {
        return true;
      }
    }
    return !files.exists(path) || isBornSince(path);
  }

  /**
   * Whether a file came into being after the session began, whoever made it. The time of birth
   * can't be set (see statx(2)); where the file system keeps none, nobody can tell.
   */
  private boolean isBornSince(Path path) {
    try {
      return WITH_BIRTH.contains(Files.getFileStore(path).type())
          && Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
              .creationTime()
              .toInstant()
              .isAfter(start);
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the session made or changed this file. */
  synchronized boolean isChanged(Path path) {
    return changed.contains(path);
  }

  /** Whether the session changed what the project declares to be installed. */
  synchronized boolean isManifestChanged() {
    return manifestChanged;
  }
}
