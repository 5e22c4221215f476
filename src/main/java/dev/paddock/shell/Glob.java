package dev.paddock.shell;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Patterns of the shell; see Pattern Matching in bash(1). */
final class Glob {
  private Glob() {}

  /** Turns unquoted pattern characters into what stands for them in a {@link Text}. */
  static String mark(String text) {
    StringBuilder marked = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int close = c == '[' ? text.indexOf(']', i + 2) : -1;
      if (c == '*') {
        marked.append(Text.STAR);
      } else if (c == '?') {
        marked.append(Text.ONE);
      } else if (close > 0 && text.substring(i, close).indexOf('/') < 0) {
        String inner = text.substring(i + 1, close);
        marked.append(
            inner.length() == 1 && inner.charAt(0) != '!' ? inner : String.valueOf(Text.ONE));
        i = close;
      } else {
        marked.append(c);
      }
    }
    return marked.toString();
  }

  /** A regular expression for a marked pattern. */
  static Pattern pattern(String marked, boolean greedy) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < marked.length(); i++) {
      char c = marked.charAt(i);
      if (c == Text.STAR) {
        regex.append(greedy ? ".*" : ".*?");
      } else if (c == Text.ONE) {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    try {
      return Pattern.compile(regex.toString(), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      return Pattern.compile("(?!)");
    }
  }
}
