package dev.paddock.machine;

import java.util.Optional;

/**
 * What a check found.
 *
 * @param name what was tried, a few words
 * @param measured what came out
 * @param fix what mends it, one line; empty if nothing needs mending
 */
public record Finding(String name, Status status, String measured, Optional<String> fix) {
  /** How it stands. */
  public enum Status {
    /** It works. */
    WORKS,
    /** It works less well than it could, or is good to know. */
    NOTE,
    /** A sandbox can't be made without it. */
    MISSING
  }

  static Finding works(String name, String measured) {
    return new Finding(name, Status.WORKS, measured, Optional.empty());
  }

  static Finding note(String name, String measured, String fix) {
    return new Finding(name, Status.NOTE, measured, Optional.of(fix));
  }

  static Finding missing(String name, String measured, String fix) {
    return new Finding(name, Status.MISSING, measured, Optional.of(fix));
  }

  /** Returns it as one sentence with its remedy. */
  public String sentence() {
    return name + ": " + measured + fix.map(text -> ". " + text).orElse("");
  }
}
