package dev.paddock.shell;

import dev.paddock.bash.BashParser;
import dev.paddock.bash.Parsed;

/** Looks through text that Bash refuses, for what it plainly means to do. */
final class Malformed {
  private final Interpreter interpreter;

  Malformed(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  void look(String text, State state) {
    for (String quote : new String[] {"'", "\"", "`"}) {
      if (BashParser.parse(text + quote) instanceof Parsed.Tree(var script)) {
        interpreter.script(script, state.copy());
        break;
      }
    }
    String first = text.lines().findFirst().orElse("").strip();
    if (first.matches("[a-z]+") && text.length() < 20_000) {
      InlineCode.look(
          new Invocation(
              interpreter, state.copy(), java.util.List.of(Text.of(first)), java.util.Map.of()),
          text);
    }
    String rest = text.replaceFirst("^[\\s|&;]+", "");
    if (!rest.equals(text) && BashParser.parse(rest) instanceof Parsed.Tree(var script)) {
      interpreter.script(script, state.copy());
    }
  }
}
