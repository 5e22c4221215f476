package dev.paddock.egress;

import java.util.Optional;
import java.util.regex.Pattern;

/** The one form of a path that every server understands alike, if there is one. */
public final class NormalPath {
  /** {@code .} and {@code ..}, also with the parameters that some servers cut off first. */
  private static final Pattern DOTS = Pattern.compile("\\.{1,2}((;|%3B).*)?");

  private NormalPath() {}

  /**
   * Decodes escaped letters, digits, {@code -._~} (RFC 3986 6.2.2.2) and writes other escapes in
   * capitals. Empty for a path that some server could take for another one: with dot segments,
   * empty segments, backslashes, escaped slashes, backslashes, percent signs or control characters,
   * overlong UTF-8, or anything but visible ASCII.
   */
  public static Optional<String> of(String path) {
    if (!path.startsWith("/")) {
      return Optional.empty();
    }
    StringBuilder normal = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '\\' || c == '#') {
        return Optional.empty();
      }
      if (c != '%') {
        normal.append(c);
        continue;
      }
      int code = escape(path, i);
      if (code < 0 || isAmbiguous(code) || isOverlong(code, path, i + 3)) {
        return Optional.empty();
      }
      normal.append(
          isUnreserved(code) ? String.valueOf((char) code) : String.format("%%%02X", code));
      i += 2;
    }
    return hasOddSegment(normal.toString()) ? Optional.empty() : Optional.of(normal.toString());
  }

  private static int escape(String path, int at) {
    if (at + 2 >= path.length()) {
      return -1;
    }
    int high = Character.digit(path.charAt(at + 1), 16);
    int low = Character.digit(path.charAt(at + 2), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static boolean isAmbiguous(int code) {
    return code < 0x20
        || code == 0x7f
        || code == '/'
        || code == '\\'
        || code == '%'
        || code == 0xc0
        || code == 0xc1;
  }

  /** Whether three or four bytes say what fewer could (RFC 3629, section 3): a slash, say. */
  private static boolean isOverlong(int code, String path, int next) {
    return (code == 0xe0 && continues(path, next, 0xa0))
        || (code == 0xf0 && continues(path, next, 0x90));
  }

  private static boolean continues(String path, int at, int below) {
    return at < path.length() && path.charAt(at) == '%' && escape(path, at) < below;
  }

  private static boolean isUnreserved(int code) {
    return (code >= 'a' && code <= 'z')
        || (code >= 'A' && code <= 'Z')
        || (code >= '0' && code <= '9')
        || (code != 0 && "-._~".indexOf(code) >= 0);
  }

  private static boolean hasOddSegment(String path) {
    String[] segments = path.substring(1).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      if ((segments[i].isEmpty() && !last) || DOTS.matcher(segments[i]).matches()) {
        return true;
      }
    }
    return false;
  }
}
