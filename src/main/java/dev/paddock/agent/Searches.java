package dev.paddock.agent;

import dev.paddock.action.Action;
import java.nio.file.Path;
import java.util.Locale;

/** Tools that look for files, or for text in files, below a folder. */
final class Searches {
  private Searches() {}

  /**
   * Returns what such a tool does: it shows what is below the folder. A pattern that leads out of
   * it is not understood any further.
   *
   * @param folder the field that names the folder; without it the search begins in cwd
   */
  static Action of(String tool, HookInput input, String folder, Path cwd)
      throws HookInputException {
    String pattern = input.optional("pattern").orElse("");
    boolean leaves = pattern.startsWith("/") || pattern.startsWith("~") || pattern.contains("..");
    if (leaves && !tool.toLowerCase(Locale.ROOT).contains("grep")) {
      return new Action.OtherTool(tool, input.json());
    }
    return new Action.ReadFile(input.has(folder) ? input.file(folder, cwd) : cwd);
  }
}
