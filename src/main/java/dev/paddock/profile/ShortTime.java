package dev.paddock.profile;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long something is waited for: seconds or minutes. */
final class ShortTime {
  private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,5})([sm])");

  private ShortTime() {}

  /**
   * Reads a number of seconds or minutes such as {@code 30s}.
   *
   * @throws EntryException if it is none between the two
   */
  static Duration parse(String text, Duration least, Duration most) {
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      long number = Long.parseLong(form.group(1));
      Duration time =
          form.group(2).equals("m") ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
      if (time.compareTo(least) >= 0 && time.compareTo(most) <= 0) {
        return time;
      }
    }
    throw new EntryException(
        Printable.quote(text) + " is no time between " + text(least) + " and " + text(most),
        "Write a whole number and its unit s or m, for example 30s");
  }

  /** Returns the text that {@link #parse} reads. */
  static String text(Duration time) {
    long seconds = time.toSeconds();
    return seconds > 0 && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
