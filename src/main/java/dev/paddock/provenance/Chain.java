package dev.paddock.provenance;

import dev.paddock.inspection.Skeleton;
import java.util.Locale;

/** How a name got here, in sentences for people. Pure. */
final class Chain {
  private static final int LONGEST = 200;

  private Chain() {}

  static String seen(Sink sink, Content.Item first) {
    return "%s was first seen in %s, %s."
        .formatted(named(sink), shown(first.origin()), when(first.actions()));
  }

  static String nowhereElse() {
    return "Neither the user's words, nor a file committed before the session, nor the profile names"
        + " it, and the agent did not bring it up itself.";
  }

  private static String named(Sink sink) {
    String kind =
        switch (sink.kind()) {
          case HOST -> "The host";
          case PACKAGE -> "The package";
          case REPOSITORY -> "The repository";
          case RECIPIENT -> "The recipient";
          case PATH -> "The path";
          case COMMAND -> "The command";
        };
    String value = shown(sink.value());
    boolean plain = sink.value().chars().allMatch(c -> c < 0x80);
    return kind
        + " "
        + (plain
            ? value
            : value + " (not " + Skeleton.of(sink.value().toLowerCase(Locale.ROOT)) + ")");
  }

  private static String when(int actions) {
    return switch (actions) {
      case 0 -> "before the session's first action";
      case 1 -> "after the session's first action";
      default -> "after " + actions + " actions of the session";
    };
  }

  private static String shown(String text) {
    String printable = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    return printable.length() > LONGEST ? printable.substring(0, LONGEST) + "…" : printable;
  }
}
