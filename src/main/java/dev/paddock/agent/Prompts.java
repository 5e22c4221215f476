package dev.paddock.agent;

import dev.paddock.action.Action;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells what people say from what is put in their place. Agents report as their user's words also
 * what they tell themselves: that a task in the background has ended, say, with words of that task.
 */
final class Prompts {
  private static final Action NOTICE = new Action.OwnTool("notification");

  /**
   * An element as agents write it, its name of several words: {@code <task-notification>}, {@code
   * <system-reminder>}. At the start, so that people may write about one; but for the first, which
   * was seen among other things (measured with Claude Code 2.1.329).
   */
  private static final Pattern NOT_THE_USERS =
      Pattern.compile("\\A\\s*<[a-z]+[-_][a-z_-]*[\\s>]|<task-notification[\\s>]");

  private Prompts() {}

  /**
   * Reads a prompt.
   *
   * @param helper that is given it; then it is the agent's
   * @param cwd where the agent stands, absolute
   */
  static HookMessage read(String event, String words, Optional<String> helper, Path cwd) {
    if (helper.isPresent() || NOT_THE_USERS.matcher(words).find()) {
      return new HookResult(event, new ToolCall("notification", NOTICE, cwd), words, helper);
    }
    return new HookPrompt(event, words);
  }
}
