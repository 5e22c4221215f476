package dev.paddock.promises;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a call came to.
 *
 * @param status as a shell sees it: 128 and the signal's number if one ended it
 */
record Result(int status, byte[] bytes, String err) {
  String out() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  List<String> lines() {
    return out().lines().toList();
  }

  /** Returns itself, if the call did what it should. */
  Result ended(int expected) {
    if (status != expected) {
      throw new AssertionError(
          "ended with " + status + " instead of " + expected + "\nout: " + out() + "\nerr: " + err);
    }
    return this;
  }
}
