package dev.paddock.agent;

import dev.paddock.action.Action;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The patches that models of OpenAI write: between {@code *** Begin Patch} and {@code *** End
 * Patch} a header for each file, and lines of it.
 */
final class PatchText {
  private static final String ADD = "*** Add File: ";
  private static final String UPDATE = "*** Update File: ";
  private static final String DELETE = "*** Delete File: ";
  private static final String MOVE = "*** Move to: ";

  private PatchText() {}

  static List<Action> actions(String patch, Path cwd) throws HookInputException {
    List<Action> actions = new ArrayList<>();
    String header = "";
    StringBuilder added = new StringBuilder();
    for (String line : patch.lines().map(String::stripTrailing).toList()) {
      if (line.strip().startsWith("*** ")) {
        String now = line.strip();
        if (now.startsWith(MOVE)) {
          Path target = HookInput.file(cwd, now.substring(MOVE.length()).strip());
          actions.add(new Action.Shell("mv -- " + old(header, cwd) + " " + quote(target)));
          continue;
        }
        flush(header, added, cwd, actions);
        header = now;
        added.setLength(0);
      } else if (line.startsWith("+")) {
        added.append(line, 1, line.length()).append('\n');
      }
    }
    flush(header, added, cwd, actions);
    if (actions.isEmpty()) {
      throw new HookInputException("the patch changes no file");
    }
    return actions;
  }

  private static void flush(String header, CharSequence added, Path cwd, List<Action> actions)
      throws HookInputException {
    if (header.startsWith(ADD)) {
      actions.add(new Action.WriteFile(file(header, ADD, cwd), added.toString()));
    } else if (header.startsWith(UPDATE)) {
      actions.add(new Action.EditFile(file(header, UPDATE, cwd), added.toString()));
    } else if (header.startsWith(DELETE)) {
      actions.add(new Action.Shell("rm -- " + quote(file(header, DELETE, cwd))));
    }
  }

  private static String old(String header, Path cwd) throws HookInputException {
    if (!header.startsWith(UPDATE)) {
      throw new HookInputException("the patch moves what it does not name");
    }
    return quote(file(header, UPDATE, cwd));
  }

  private static Path file(String header, String kind, Path cwd) throws HookInputException {
    return HookInput.file(cwd, header.substring(kind.length()).strip());
  }

  private static String quote(Path path) {
    return ShellText.quote(path.toString());
  }
}
