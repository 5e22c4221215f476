package dev.paddock.egress;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Recognises what a server could take for a request of git's (gitprotocol-http(5), and the API of
 * Git LFS), however it is written. It errs to the side of "yes": a web page with such a name is
 * answered by the relay, which does not know it; the other error would let a push out.
 */
final class GitRequests {
  private static final List<String> WORDS =
      List.of("git-receive-pack", "git-upload-pack", "git-upload-archive", "info/refs", "info/lfs");

  private static final int MOST_LAYERS = 8;

  private GitRequests() {}

  /** Tells whether a target, path and query, may be one. */
  static boolean mayBeOne(String target) {
    String text = target;
    for (int layer = 0; layer < MOST_LAYERS; layer++) {
      if (hasWord(text)) {
        return true;
      }
      String decoded = decoded(text);
      if (decoded.equals(text)) {
        return false;
      }
      text = decoded;
    }
    return true; // nobody escapes that often with a good intention
  }

  private static boolean hasWord(String text) {
    // Parameters of a segment, empty segments and dots are nothing to many servers.
    String plain =
        text.toLowerCase(Locale.ROOT)
            .replace('\\', '/')
            .replaceAll(";[^/?]*", "")
            .replaceAll("/(\\./|/)+", "/");
    return WORDS.stream().anyMatch(plain::contains);
  }

  private static String decoded(String text) {
    StringBuilder decoded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (text.charAt(i) == '%' && high >= 0 && low >= 0) {
        byte[] one = {(byte) (high * 16 + low)};
        decoded.append(new String(one, StandardCharsets.ISO_8859_1));
        i += 2;
      } else {
        decoded.append(text.charAt(i));
      }
    }
    return decoded.toString();
  }
}
