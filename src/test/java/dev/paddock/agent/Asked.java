package dev.paddock.agent;

import dev.paddock.action.Action;
import dev.paddock.action.Decision;
import dev.paddock.action.Enforcement;
import dev.paddock.action.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what hooks asked, and makes decisions. */
final class Asked implements HookEvents {
  final List<String> refusals = new CopyOnWriteArrayList<>();
  final List<String> passedOver = new CopyOnWriteArrayList<>();
  final List<Decision> decisions = new CopyOnWriteArrayList<>();

  @Override
  public void decided(Agent agent, String tool, Action action, Decision decision) {
    decisions.add(decision);
  }

  @Override
  public void refused(Agent agent, String why) {
    refusals.add(why);
  }

  @Override
  public void passedOver(Agent agent, String why) {
    passedOver.add(why);
  }

  static Agent agent(String name) {
    return Agents.named(name).orElseThrow();
  }

  static HookMessage message(String agent, String json) throws HookInputException {
    return agent(agent).read(HookInput.parse(json.getBytes(StandardCharsets.UTF_8)));
  }

  /** Reads a question. */
  static ToolCall read(String agent, String json) throws HookInputException {
    if (message(agent, json) instanceof HookQuestion question) {
      return question.call();
    }
    throw new AssertionError("no question");
  }

  /** Reads what a call gave. */
  static HookResult result(String agent, String json) throws HookInputException {
    if (message(agent, json) instanceof HookResult result) {
      return result;
    }
    throw new AssertionError("no result");
  }

  /** Reads a question of one action. */
  static Action action(String agent, String json) throws HookInputException {
    List<Action> actions = read(agent, json).actions();
    if (actions.size() != 1) {
      throw new AssertionError(actions.toString());
    }
    return actions.getFirst();
  }

  static Decision decision(Verdict verdict) {
    return new Decision(
        verdict, "some-rule", Enforcement.GATE, "The reason.", "The remedy.", List.of());
  }

  static Path path(String text) {
    return Path.of(text);
  }
}
