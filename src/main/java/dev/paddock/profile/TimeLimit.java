package dev.paddock.profile;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a session may last. */
public sealed interface TimeLimit extends Comparable<TimeLimit> {
  /** Reads a number of seconds, minutes, hours or days such as {@code 90m}, or {@code none}. */
  static TimeLimit parse(String text) {
    if (text.equals("none")) {
      return new None();
    }
    Matcher form = Pattern.compile("([1-9][0-9]{0,8})([smhd])").matcher(text);
    if (!form.matches()) {
      throw new EntryException(
          Printable.quote(text) + " is no duration",
          "Write a whole number above 0 and its unit s, m, h or d, for example 90m, or none");
    }
    long number = Long.parseLong(form.group(1));
    return new After(
        switch (form.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        });
  }

  /** Returns the text that {@link #parse} reads. */
  String text();

  /** The longer one is the greater. */
  @Override
  default int compareTo(TimeLimit other) {
    return switch (this) {
      case None _ -> other instanceof None ? 0 : 1;
      case After(Duration mine) ->
          switch (other) {
            case None _ -> -1;
            case After(Duration theirs) -> mine.compareTo(theirs);
          };
    };
  }

  /** No end but the agent's own. */
  record None() implements TimeLimit {
    @Override
    public String text() {
      return "none";
    }
  }

  /** The session is ended once this much time has passed. */
  record After(Duration duration) implements TimeLimit {
    @Override
    public String text() {
      long seconds = duration.toSeconds();
      if (seconds % 3600 == 0) {
        return seconds / 3600 + "h";
      }
      return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
  }
}
