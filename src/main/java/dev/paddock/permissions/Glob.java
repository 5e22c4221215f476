package dev.paddock.permissions;

/** A text with one kind of wildcard, for any text. */
final class Glob {
  private Glob() {}

  /** Tells whether it matches as a whole. Only the last wildcard is ever tried again. */
  static boolean matches(String pattern, String text, char any) {
    int at = 0;
    int next = 0;
    int retry = -1;
    int retryAt = 0;
    while (at < text.length()) {
      if (next < pattern.length() && pattern.charAt(next) == any) {
        retry = ++next;
        retryAt = at;
        if (retry == pattern.length()) {
          return true;
        }
      } else if (next < pattern.length() && pattern.charAt(next) == text.charAt(at)) {
        next++;
        at++;
      } else if (retry >= 0) {
        next = retry;
        at = ++retryAt;
      } else {
        return false;
      }
    }
    while (next < pattern.length() && pattern.charAt(next) == any) {
      next++;
    }
    return next == pattern.length();
  }
}
