package dev.paddock.bash;

import java.util.List;

/** A here-document whose body begins after the next newline. */
final class PendingHeredoc {
  private final String delimiter;
  private final boolean quoted;
  private final boolean stripTabs;
  private List<WordPart> body = List.of();
  private int start;
  private int end;

  PendingHeredoc(String delimiter, boolean quoted, boolean stripTabs) {
    this.delimiter = delimiter;
    this.quoted = quoted;
    this.stripTabs = stripTabs;
  }

  void read(Cursor cursor) {
    start = cursor.position();
    StringBuilder text = new StringBuilder();
    String line = cursor.line();
    while (line != null) {
      String shown = stripTabs ? line.replaceFirst("^\t+", "") : line;
      if (shown.equals(delimiter)) {
        break;
      }
      text.append(shown).append('\n');
      line = quoted ? cursor.line() : continued(cursor, text);
    }
    end = cursor.position();
    body =
        quoted
            ? List.of(new WordPart.Literal(text.toString(), true))
            : new WordReader(new Cursor(text.toString(), cursor.depth() + 1)).heredoc();
  }

  /** In a body that is expanded, a line that ends in a backslash goes on in the next. */
  private static @org.jspecify.annotations.Nullable String continued(
      Cursor cursor, StringBuilder text) {
    while (endsInBackslash(text)) {
      String line = cursor.line();
      if (line == null) {
        return null;
      }
      text.setLength(text.length() - 2);
      text.append(line).append('\n');
    }
    return cursor.line();
  }

  private static boolean endsInBackslash(StringBuilder text) {
    int slashes = 0;
    for (int i = text.length() - 2; i >= 0 && text.charAt(i) == '\\'; i--) {
      slashes++;
    }
    return slashes % 2 == 1;
  }

  Word word() {
    return new Word(body, start, end);
  }
}
