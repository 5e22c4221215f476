package dev.paddock.workspace;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a name of the table is protected; the kinds of its sections. */
public enum Protection {
  /** A git folder or a pointer to one: protected everywhere. */
  GIT_FOLDER,
  /** Runs outside: read-only if it exists, quarantined if it appears. */
  RUNS,
  /** Read-only if it exists; left alone if it appears. */
  READ_ONLY,
  /** Not protected itself: below it only git folders are. */
  DEPENDENCIES,
  /** Inside a bare repository: as {@link #RUNS}. */
  BARE_RUNS,
  /** What makes a directory a bare repository: quarantined if the directory was none before. */
  BARE_PART;

  static @Nullable Protection named(String word) {
    for (Protection protection : values()) {
      if (protection.word().equals(word)) {
        return protection;
      }
    }
    return null;
  }

  /** Returns its name in the table and in records. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
