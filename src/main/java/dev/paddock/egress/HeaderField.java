package dev.paddock.egress;

import java.util.Locale;

/**
 * A line of a message's head.
 *
 * @param name as it was written
 * @param value without white space around it; its characters are bytes (RFC 9110 5.5)
 */
public record HeaderField(String name, String value) {
  /** Tells whether that is its name; case does not matter. */
  public boolean is(String other) {
    return name.equalsIgnoreCase(other);
  }

  String lowerCaseName() {
    return name.toLowerCase(Locale.ROOT);
  }
}
