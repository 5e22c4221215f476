package dev.paddock.shell;

import dev.paddock.action.Effect;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Tells what a command line would do. Pure but for what it asks its surroundings; thread-safe. */
public final class ShellAnalysis {
  /** Of no width, or turning the direction of what follows; joined emoji are no such thing. */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\u200b\\u200c\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\ufeff\\u00ad\\u180e\\x{e0000}-\\x{e007f}]");

  private ShellAnalysis() {}

  /**
   * Returns the effects of a command line.
   *
   * @param cwd the folder that it starts in, absolute
   */
  public static List<Effect> effects(String command, Path cwd, Surroundings surroundings) {
    Interpreter interpreter = new Interpreter(new World(surroundings));
    if (UNSEEN.matcher(command).find()) {
      interpreter.unknown("it holds characters that people do not see");
    }
    try {
      interpreter.text(command, new State(cwd));
    } catch (StackOverflowError e) {
      interpreter.notRead("it is nested too deeply");
    } catch (TooMuchException e) {
      interpreter.notRead("it takes too long to find out what it does");
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
