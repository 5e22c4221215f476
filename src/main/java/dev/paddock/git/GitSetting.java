package dev.paddock.git;

/**
 * One line of git's configuration as git itself reads it, includes and conditions applied.
 *
 * @param scope {@code system}, {@code global}, {@code local} or {@code worktree} (git-config(1))
 * @param key section and name in lower case, what is between them as it was written
 */
record GitSetting(String scope, String key, String value) {
  /** Whether the repository itself says it. */
  boolean isLocal() {
    return scope.equals("local") || scope.equals("worktree");
  }

  /** Returns what is before the first dot. */
  String section() {
    return key.substring(0, key.indexOf('.'));
  }

  /** Returns what is behind the last dot. */
  String name() {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  /** Returns what is between, or an empty text. */
  String subsection() {
    int first = key.indexOf('.');
    int last = key.lastIndexOf('.');
    return first == last ? "" : key.substring(first + 1, last);
  }
}
