package dev.paddock.provenance;

import dev.paddock.action.Action;
import dev.paddock.action.Effect;
import dev.paddock.action.Place;
import java.util.List;
import java.util.stream.Collectors;

/** All words of an action, as written and as they are known after expansion. Pure. */
final class OwnWords {
  private OwnWords() {}

  static String of(Action action, List<Effect> effects) {
    return written(action)
        + effects.stream().map(OwnWords::of).collect(Collectors.joining("\n", "\n", ""));
  }

  private static String written(Action action) {
    return switch (action) {
      case Action.Shell shell -> shell.command();
      case Action.ReadFile read -> read.path().toString();
      case Action.WriteFile write -> write.path() + "\n" + write.content();
      case Action.EditFile edit -> edit.path() + "\n" + edit.added();
      case Action.Fetch fetch -> fetch.url();
      case Action.Search search -> search.query();
      case Action.McpCall call -> arguments(call.arguments());
      case Action.Subagent subagent -> subagent.task();
      case Action.OwnTool tool -> tool.name();
      case Action.OtherTool tool -> arguments(tool.arguments());
    };
  }

  private static String arguments(String json) {
    return ToolArguments.of(json).stream()
        .map(ToolArguments.Argument::value)
        .collect(Collectors.joining("\n"));
  }

  private static String of(Effect effect) {
    return switch (effect) {
      case Effect.Starts starts -> String.join(" ", starts.words());
      case Effect.Connects connects -> connects.host();
      case Effect.Touches touches ->
          touches.place() instanceof Place.At at ? at.path().toString() : "";
      case Effect.RunsCode _, Effect.Does _, Effect.NotRead _, Effect.Unknown _ -> "";
    };
  }
}
