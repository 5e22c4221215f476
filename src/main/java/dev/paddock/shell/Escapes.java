package dev.paddock.shell;

import dev.paddock.bash.BashParser;
import dev.paddock.bash.Command;
import dev.paddock.bash.Parsed;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Backslash escapes of {@code echo -e} and {@code printf}. */
final class Escapes {
  private static final Pattern DIRECTIVE =
      Pattern.compile("%(?:%|[-+ #0]*\\d*(?:\\.\\d+)?([a-zA-Z]))");

  private Escapes() {}

  /** Decodes escapes; they are those of {@code $'…'}, which the parser knows. */
  static String decode(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    String octal = text.replaceAll("\\\\0([0-7]{1,3})", "\\\\$1");
    String quoted = "$'" + octal.replace("'", "\\'") + "'";
    if (BashParser.parse(quoted) instanceof Parsed.Tree(var script)
        && script.statements().size() == 1
        && script.statements().getFirst().first().stages().getFirst().command()
            instanceof Command.Simple simple
        && simple.words().size() == 1) {
      return simple.words().getFirst().literal().orElse(text);
    }
    return text;
  }

  /** What {@code printf} prints, if that is known. */
  static Optional<String> format(List<Text> words) {
    Optional<String> format = words.getFirst().known();
    if (format.isEmpty() || words.stream().anyMatch(word -> !word.isKnown())) {
      return Optional.empty();
    }
    List<Text> arguments = words.subList(1, words.size());
    StringBuilder output = new StringBuilder();
    int next = 0;
    do {
      Matcher directives = DIRECTIVE.matcher(format.get());
      int place = 0;
      int before = next;
      while (directives.find()) {
        output.append(decode(format.get().substring(place, directives.start())));
        place = directives.end();
        if (directives.group(1) == null) {
          output.append('%');
          continue;
        }
        String value = next < arguments.size() ? arguments.get(next).raw() : "";
        next++;
        switch (directives.group(1).charAt(0)) {
          case 's', 'd', 'i', 'u' -> output.append(value);
          case 'b' -> output.append(decode(value));
          case 'c' -> output.append(value.isEmpty() ? "" : value.substring(0, 1));
          default -> {
            return Optional.empty();
          }
        }
      }
      output.append(decode(format.get().substring(place)));
      if (next == before) {
        break;
      }
    } while (next < arguments.size());
    return Optional.of(output.toString());
  }
}
