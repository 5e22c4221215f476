package dev.paddock.agent;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Hooks that name their event, tool, arguments and result as Claude Code does, which Codex and
 * Gemini CLI took over.
 *
 * @param questions the events before a tool runs
 * @param results the events after it
 * @param prompt the event of the user's words
 * @param returned the events of a helper's end
 */
record ToolHooks(Set<String> questions, Set<String> results, String prompt, Set<String> returned) {
  /** How one agent's tools are read. */
  @FunctionalInterface
  interface Calls {
    ToolCall read(String tool, HookInput input, Path cwd) throws HookInputException;
  }

  HookMessage read(HookInput input, Calls calls) throws HookInputException {
    String event = input.word("hook_event_name");
    Optional<String> helper = input.optional("agent_id");
    if (returned.contains(event)) {
      return new HookReturn(event, helper);
    }
    Path cwd = input.folder("cwd");
    if (event.equals(prompt)) {
      return Prompts.read(event, input.text("prompt"), helper, cwd);
    }
    if (questions.contains(event)) {
      return new HookQuestion(event, calls.read(input.word("tool_name"), input, cwd), helper);
    }
    if (results.contains(event)) {
      ToolCall call = calls.read(input.word("tool_name"), input, cwd);
      return new HookResult(event, call, input.allText("tool_response", "error"), helper);
    }
    throw new HookInputException("there is no hook for this event");
  }

  /** Puts words into the agent's context. */
  static HookAnswer context(String event, String words) {
    Map<String, Object> specific = new LinkedHashMap<>();
    specific.put("hookEventName", event);
    specific.put("additionalContext", words);
    return HookAnswer.out(Json.line(Map.of("hookSpecificOutput", specific)));
  }
}
