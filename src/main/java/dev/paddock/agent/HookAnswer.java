package dev.paddock.agent;

/**
 * How a hook ends. What asks over HTTP gets {@code out} only.
 *
 * @param status the exit status of a command hook
 * @param out for its standard output
 * @param err for its standard error
 */
public record HookAnswer(int status, String out, String err) {
  /** What agents take for "blocked". */
  static final int BLOCKED = 2;

  /**
   * Nothing to say: the agent goes on. Never the answer to a question, but where silence allows.
   */
  static final HookAnswer NOTHING = new HookAnswer(0, "", "");

  static HookAnswer out(String text) {
    return new HookAnswer(0, text, "");
  }

  /** Blocks, in words: some agents let an action run whose hook blocks it without any. */
  static HookAnswer blocked(String words) {
    return new HookAnswer(BLOCKED, "", words.isBlank() ? "Paddock denied this." : words);
  }
}
