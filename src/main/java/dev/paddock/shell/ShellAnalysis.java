package dev.paddock.shell;

import dev.paddock.action.Effect;
import java.nio.file.Path;
import java.util.List;

/** Tells what a command line would do. Pure but for what it asks its surroundings; thread-safe. */
public final class ShellAnalysis {
  private ShellAnalysis() {}

  /**
   * Returns the effects of a command line.
   *
   * @param cwd the folder that it starts in, absolute
   */
  public static List<Effect> effects(String command, Path cwd, Surroundings surroundings) {
    Interpreter interpreter = new Interpreter(new World(surroundings));
    try {
      interpreter.text(command, new State(cwd));
    } catch (StackOverflowError e) {
      interpreter.unknown("it is nested too deeply");
    } catch (TooMuchException e) {
      interpreter.unknown("it takes too long to find out what it does");
    }
    return interpreter.findings().all();
  }

  /** Too many steps. */
  static final class TooMuchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooMuchException() {
      super("too many steps", null, false, false);
    }
  }
}
