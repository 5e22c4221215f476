package dev.paddock.approval;

import dev.paddock.action.Action;
import java.nio.file.Path;

/**
 * An action as people read it: nothing of it is left out.
 *
 * @param tool what kind it is
 */
record ActionText(String tool, String text) {
  static ActionText of(Action action) {
    return switch (action) {
      case Action.Shell(String command) -> new ActionText("shell", command);
      case Action.ReadFile(Path path) -> new ActionText("read", path.toString());
      case Action.WriteFile(Path path, String content) ->
          new ActionText("write", path + "\n" + content);
      case Action.EditFile(Path path, String added) -> new ActionText("edit", path + "\n" + added);
      case Action.Fetch(String url) -> new ActionText("fetch", url);
      case Action.Search(String query) -> new ActionText("search", query);
      case Action.McpCall(String server, String tool, String arguments) ->
          new ActionText("mcp", server + " " + tool + " " + arguments);
      case Action.Subagent(String task) -> new ActionText("subagent", task);
      case Action.OwnTool(String name) -> new ActionText("tool", name);
      case Action.OtherTool(String name, String arguments) ->
          new ActionText("tool", name + " " + arguments);
    };
  }
}
