package dev.paddock.gate;

import dev.paddock.action.Action;
import dev.paddock.action.Effect;
import java.util.List;

/** Where a text came from, in words, and whether it came from outside the machine. */
final class Origins {
  private static final int LONGEST = 120;

  private Origins() {}

  static String of(Action action) {
    return switch (action) {
      case Action.Shell(String command) -> "the output of `" + shortened(command) + "`";
      case Action.ReadFile(var path) -> "the file " + path;
      case Action.WriteFile(var path, String _) -> "what writing " + path + " gave";
      case Action.EditFile(var path, String _) -> "what editing " + path + " gave";
      case Action.Fetch(String url) -> "the page " + shortened(url);
      case Action.Search(String query) ->
          "the results of the search for \"" + shortened(query) + "\"";
      case Action.McpCall(String server, String tool, String _) ->
          "what " + server + "'s tool " + tool + " gave";
      case Action.Subagent(String task) -> "what the helper for \"" + shortened(task) + "\" gave";
      case Action.OwnTool(String name) -> "what the tool " + name + " gave";
      case Action.OtherTool(String name, String _) -> "what the tool " + name + " gave";
    };
  }

  /** Whether what an action gives was written by somebody who is neither here nor the user. */
  static boolean isOutside(Action action, List<Effect> effects) {
    return switch (action) {
      case Action.Fetch _, Action.Search _, Action.McpCall _, Action.OtherTool _ -> true;
      case Action.Shell _ -> effects.stream().anyMatch(Effect.Connects.class::isInstance);
      case Action.ReadFile _,
          Action.WriteFile _,
          Action.EditFile _,
          Action.Subagent _,
          Action.OwnTool _ ->
          false;
    };
  }

  private static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
