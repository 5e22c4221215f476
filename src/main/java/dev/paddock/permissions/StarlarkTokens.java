package dev.paddock.permissions;

import dev.paddock.permissions.StarlarkToken.Kind;

/**
 * Splits the text of a {@code .rules} file into tokens. What it does not know, an escape in a
 * string too, becomes a token that no rule accepts. Linear in the text. Not thread-safe.
 */
final class StarlarkTokens {
  private final String text;
  private int at;
  private int line = 1;
  private int lineStart;
  private StarlarkToken current;

  StarlarkTokens(String text) {
    this.text = text;
    this.current = read();
  }

  StarlarkToken current() {
    return current;
  }

  /** Returns the token and goes on to the next. */
  StarlarkToken take() {
    StarlarkToken token = current;
    if (token.kind() != Kind.END) {
      current = read();
    }
    return token;
  }

  private StarlarkToken read() {
    skipSpace();
    boolean starts = at == lineStart;
    if (at == text.length()) {
      return new StarlarkToken(Kind.END, "", line, starts);
    }
    char c = text.charAt(at);
    if (c == '"' || c == '\'') {
      return string(c, starts);
    }
    if (Character.isLetter(c) || c == '_') {
      int start = at;
      while (at < text.length()
          && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
        at++;
      }
      boolean isPrefix = at < text.length() && "\"'".indexOf(text.charAt(at)) >= 0; // r"", b""
      return token(isPrefix ? Kind.OTHER : Kind.NAME, text.substring(start, at), starts);
    }
    at++;
    return token("[](),=".indexOf(c) >= 0 ? Kind.SIGN : Kind.OTHER, String.valueOf(c), starts);
  }

  private StarlarkToken token(Kind kind, String value, boolean starts) {
    return new StarlarkToken(kind, value, line, starts);
  }

  private void skipSpace() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        at++;
        line++;
        lineStart = at;
      } else if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (c == ' ' || c == '\t' || c == '\r') {
        at++;
      } else {
        return;
      }
    }
  }

  private StarlarkToken string(char quote, boolean starts) {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '\n') {
      char c = text.charAt(at++);
      if (c == quote) {
        boolean isTriple = at - start == 2 && at < text.length() && text.charAt(at) == quote;
        return isTriple ? rest(start, starts) : token(Kind.STRING, value.toString(), starts);
      }
      if (c != '\\') {
        value.append(c);
        continue;
      }
      int escape = at < text.length() ? "\\\"'nrt".indexOf(text.charAt(at)) : -1;
      if (escape < 0) {
        return rest(start, starts);
      }
      value.append("\\\"'\n\r\t".charAt(escape));
      at++;
    }
    return rest(start, starts);
  }

  /** What is no plain string on one line ends with its line. */
  private StarlarkToken rest(int start, boolean starts) {
    int end = text.indexOf('\n', start);
    at = end < 0 ? text.length() : Math.max(at, end);
    return token(Kind.OTHER, text.substring(start, Math.min(at, start + 20)), starts);
  }
}
