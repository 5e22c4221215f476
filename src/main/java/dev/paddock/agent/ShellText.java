package dev.paddock.agent;

import java.util.List;
import java.util.stream.Collectors;

/** Command lines from words. */
final class ShellText {
  private static final String PLAIN = "[A-Za-z0-9_@%+=:,./-]+";

  private ShellText() {}

  /** Returns the line that a shell would read as these words; of {@code bash -c X}, X. */
  static String of(List<String> words) {
    if (words.size() == 3
        && words.get(0).matches("(/usr)?(/bin/)?(ba|z|da)?sh")
        && words.get(1).matches("-l?c")) {
      return words.get(2);
    }
    return words.stream().map(ShellText::quote).collect(Collectors.joining(" "));
  }

  static String quote(String word) {
    return word.matches(PLAIN) ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
