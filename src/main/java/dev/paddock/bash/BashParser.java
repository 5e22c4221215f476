package dev.paddock.bash;

/** Reads Bash: a command line, a script. Pure and thread-safe. */
public final class BashParser {
  /** Longer texts, in characters, are refused. */
  public static final int LONGEST = 1 << 20;

  private BashParser() {}

  /** Reads a whole text. Takes time in proportion to its length, and never throws. */
  public static Parsed parse(String text) {
    if (text.length() > LONGEST) {
      return new Parsed.Failure("it is longer than " + LONGEST + " characters", LONGEST);
    }
    if (text.indexOf('\0') >= 0) {
      return new Parsed.Failure("it holds a null character", text.indexOf('\0'));
    }
    try {
      return new Parsed.Tree(new Parser(new Cursor(text, 0)).whole());
    } catch (SyntaxException e) {
      return new Parsed.Failure(message(e), e.offset());
    } catch (StackOverflowError e) {
      return new Parsed.Failure("it is nested too deeply", 0);
    }
  }

  private static String message(SyntaxException e) {
    String message = e.getMessage();
    return message == null ? "it is not Bash" : message;
  }
}
