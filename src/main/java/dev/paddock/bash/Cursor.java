package dev.paddock.bash;

import java.util.ArrayList;
import java.util.List;

/**
 * A place in a text. A backslash before a newline is skipped, as Bash does outside single quotes.
 *
 * <p>Every step is counted, so that a text that makes the parser look at the same part again and
 * again ends in an error, not in minutes.
 */
final class Cursor {
  static final char END = '\uFFFF';

  private static final int DEEPEST = 120;
  private static final int STEPS_PER_CHARACTER = 64;

  private final String text;
  private final List<PendingHeredoc> pending = new ArrayList<>();
  private int position;
  private int depth;
  private long steps;

  Cursor(String text, int depth) {
    this.text = text;
    this.depth = depth;
    this.steps = 100_000L + (long) STEPS_PER_CHARACTER * text.length();
  }

  int position() {
    return position;
  }

  void goTo(int place) {
    position = place;
  }

  int depth() {
    return depth;
  }

  String text() {
    return text;
  }

  /** One level deeper; {@link #leave} ends it. */
  void enter() {
    if (++depth > DEEPEST) {
      throw fail("it is nested too deeply");
    }
  }

  void leave() {
    depth--;
  }

  /** The next character, or {@link #END}. */
  char peek() {
    if (--steps < 0) {
      throw fail("it takes too long to read");
    }
    while (text.startsWith("\\\n", position)) {
      position += 2;
    }
    return position < text.length() ? text.charAt(position) : END;
  }

  /** The character after the next. */
  char peekSecond() {
    peek();
    int place = position + 1;
    while (text.startsWith("\\\n", place)) {
      place += 2;
    }
    return place < text.length() ? text.charAt(place) : END;
  }

  char next() {
    char c = peek();
    position++;
    return c;
  }

  /** The next character as it stands in the text. */
  char nextRaw() {
    return position < text.length() ? text.charAt(position++) : END;
  }

  boolean atEnd() {
    return peek() == END && position >= text.length();
  }

  /** Takes this text if it is next. */
  boolean take(String expected) {
    int before = position;
    for (int i = 0; i < expected.length(); i++) {
      if (peek() != expected.charAt(i)) {
        position = before;
        return false;
      }
      position++;
    }
    return true;
  }

  boolean looksAt(String expected) {
    int before = position;
    boolean found = take(expected);
    position = before;
    return found;
  }

  void expect(String expected) {
    if (!take(expected)) {
      throw fail("'" + expected + "' is missing");
    }
  }

  /** Skips blanks and a comment, not newlines. A backslash does not continue a comment. */
  void skipBlanks() {
    while (peek() == ' ' || peek() == '\t') {
      position++;
    }
    if (peek() == '#') {
      int end = text.indexOf('\n', position);
      position = end < 0 ? text.length() : end;
    }
  }

  SyntaxException fail(String message) {
    return new SyntaxException(message, Math.min(position, text.length()));
  }

  void await(PendingHeredoc heredoc) {
    pending.add(heredoc);
  }

  /** Takes a newline, and the here-documents whose turn it is. */
  void newline() {
    position++;
    List<PendingHeredoc> now = List.copyOf(pending);
    pending.clear();
    now.forEach(heredoc -> heredoc.read(this));
  }

  /** A here-document that began before the end of the text has an empty body. */
  void finish() {
    List<PendingHeredoc> now = List.copyOf(pending);
    pending.clear();
    now.forEach(heredoc -> heredoc.read(this));
  }

  /** The rest of the line, without its newline; null at the end of the text. */
  @org.jspecify.annotations.Nullable
  String line() {
    if (position >= text.length()) {
      return null;
    }
    int end = text.indexOf('\n', position);
    String line = text.substring(position, end < 0 ? text.length() : end);
    position = end < 0 ? text.length() : end + 1;
    return line;
  }
}
