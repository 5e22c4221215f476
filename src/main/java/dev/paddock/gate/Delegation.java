package dev.paddock.gate;

import dev.paddock.action.Action;
import dev.paddock.classifier.Entry;
import java.util.ArrayList;
import java.util.List;

/**
 * What one helper of an agent's was told and did.
 *
 * @param task what was handed over last before its first action; no hook tells whose task was whose
 */
record Delegation(String task, List<Entry.Call> calls) {
  /** Keeps a list that nobody changes. */
  Delegation {
    calls = List.copyOf(calls);
  }

  static Delegation of(List<Entry> entries, String subagent) {
    String task = "";
    List<Entry.Call> calls = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry instanceof Entry.Call call) {
        if (call.subagent().filter(subagent::equals).isPresent()) {
          calls.add(call);
        } else if (calls.isEmpty() && call.action() instanceof Action.Subagent(String told)) {
          task = told;
        }
      }
    }
    return new Delegation(task, calls);
  }
}
