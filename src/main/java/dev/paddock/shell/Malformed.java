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
    String rest = text.replaceFirst("^[\\s|&;]+", "");
    if (!rest.equals(text) && BashParser.parse(rest) instanceof Parsed.Tree(var script)) {
      interpreter.script(script, state.copy());
    }
  }
}
