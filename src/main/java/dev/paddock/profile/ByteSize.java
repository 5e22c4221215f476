package dev.paddock.profile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes amounts of bytes such as {@code 8G}, in binary units. */
final class ByteSize {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,17})([KMGT])");
  private static final String UNITS = "KMGT";

  private ByteSize() {}

  /** Returns the number of bytes. */
  static long parse(String text) {
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      int shift = 10 * (UNITS.indexOf(form.group(2)) + 1);
      long number = Long.parseLong(form.group(1));
      if (number <= Long.MAX_VALUE >> shift) {
        return number << shift;
      }
    }
    throw new EntryException(
        Printable.quote(text) + " is no size",
        "Write a whole number above 0 and its unit K, M, G or T, for example 8G");
  }

  /** Returns the text with the largest unit that keeps the number whole. */
  static String text(long bytes) {
    int unit = Math.min(Long.numberOfTrailingZeros(bytes) / 10, UNITS.length());
    return (bytes >> (10 * unit)) + (unit == 0 ? "" : UNITS.substring(unit - 1, unit));
  }
}
