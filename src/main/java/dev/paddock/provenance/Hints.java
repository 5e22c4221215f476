package dev.paddock.provenance;

import java.util.Set;

/**
 * A name that is a plain word ({@code express}, {@code general}) is named by a text only where the
 * text speaks of such things: after {@code install}, in quotes, behind a slash.
 */
final class Hints {
  private static final int AROUND = 60;
  private static final Set<String> PACKAGES =
      Set.of(
          "install",
          "installed",
          "installing",
          "package",
          "packages",
          "npm",
          "npx",
          "pip",
          "pip3",
          "pipx",
          "cargo",
          "library",
          "libraries",
          "module",
          "modules",
          "dependency",
          "dependencies",
          "crate",
          "gem",
          "add",
          "require",
          "requires",
          "import",
          "docker",
          "image",
          "brew",
          "apt",
          "yarn",
          "pnpm",
          "bun",
          "composer",
          "poetry",
          "uv",
          "uvx",
          "plugin");
  private static final Set<String> HOSTS =
      Set.of("ssh", "scp", "host", "hosts", "hostname", "server", "connect", "machine", "curl");
  private static final Set<String> RECIPIENTS =
      Set.of("channel", "send", "post", "message", "notify", "mail", "email", "share", "invite");

  private Hints() {}

  static boolean isNeededFor(Sink.Kind kind, String name) {
    return switch (kind) {
      case HOST, PACKAGE, RECIPIENT ->
          name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c >= 0x80);
      case REPOSITORY, PATH, COMMAND -> false;
    };
  }

  /** Whether a text speaks of such things around a name. */
  static boolean areAround(Sink.Kind kind, String text, int from, int end) {
    return isMarked(text, from, end)
        || has(kind, text.substring(Math.max(0, from - AROUND), from))
        || has(kind, text.substring(end, Math.min(text.length(), end + AROUND / 2)));
  }

  private static boolean isMarked(String text, int from, int end) {
    char before = from > 0 ? text.charAt(from - 1) : ' ';
    char after = end < text.length() ? text.charAt(end) : ' ';
    return "/@#:=".indexOf(before) >= 0
        || (after == '@' || ((before == '"' || before == '\'') && after == before));
  }

  private static boolean has(Sink.Kind kind, String around) {
    Set<String> hints =
        switch (kind) {
          case HOST -> HOSTS;
          case RECIPIENT -> RECIPIENTS;
          case PACKAGE, REPOSITORY, PATH, COMMAND -> PACKAGES;
        };
    int start = 0;
    for (int i = 0; i <= around.length(); i++) {
      if (i == around.length() || !Character.isLetterOrDigit(around.charAt(i))) {
        if (hints.contains(around.substring(start, i))) {
          return true;
        }
        start = i + 1;
      }
    }
    return false;
  }
}
