package dev.paddock.profile;

/** A place in a file; line and column count from 1, and are 0 where there is no such place. */
record Position(String file, int line, int column) {
  static Position wholeOf(String file) {
    return new Position(file, 0, 0);
  }
}
