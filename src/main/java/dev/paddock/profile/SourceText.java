package dev.paddock.profile;

/** The text of a TOML file, to find the exact place of a value in it. Not thread-safe. */
final class SourceText {
  private final String[] lines;
  private int decodedLine;
  private int[] decoded = {};

  SourceText(String text) {
    this.lines = text.split("\n", -1);
  }

  /** Returns the place of the first value at or behind a place: after blanks and comments. */
  Position nextValue(Position from) {
    int column = from.column();
    for (int line = from.line(); line <= lines.length; line++) {
      int[] points = points(line);
      while (column <= points.length && Character.isWhitespace(points[column - 1])) {
        column++;
      }
      if (column <= points.length && points[column - 1] != '#') {
        return new Position(from.file(), line, column);
      }
      column = 1;
    }
    return from;
  }

  /** Keeps the last line: a list of many entries may be all on one. */
  private int[] points(int line) {
    if (line != decodedLine) {
      decoded = lines[line - 1].codePoints().toArray();
      decodedLine = line;
    }
    return decoded;
  }
}
