package dev.paddock.shell;

import dev.paddock.bash.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a shell knows at one point of a script. Mutable; a subshell works on a copy. */
final class State {
  private final Map<String, Variable> variables = new HashMap<>();
  private final Map<String, Command> functions = new HashMap<>();
  private final Map<String, String> aliases = new HashMap<>();
  private final Map<Integer, Flow> inputs = new HashMap<>();
  private final Map<Integer, Sink> outputs = new HashMap<>();
  private List<Text> positional = new ArrayList<>();
  private Text cwd;
  private boolean positionalKnown;

  State(Path cwd) {
    this.cwd = Text.of(cwd.toString());
    inputs.put(0, Flow.OUTSIDE);
    outputs.put(1, Sink.ONWARD);
    outputs.put(2, Sink.ONWARD);
  }

  private State(State other) {
    this.cwd = other.cwd;
    assign(other);
  }

  State copy() {
    return new State(this);
  }

  private void assign(State other) {
    variables.putAll(other.variables);
    functions.putAll(other.functions);
    aliases.putAll(other.aliases);
    inputs.putAll(other.inputs);
    outputs.putAll(other.outputs);
    positional = new ArrayList<>(other.positional);
    positionalKnown = other.positionalKnown;
  }

  /** After commands of which only one ran: what differs is not known. */
  void merge(List<State> branches) {
    State first = branches.getFirst();
    for (State branch : branches) {
      for (Map.Entry<String, Variable> entry : branch.variables.entrySet()) {
        Variable here = variables.get(entry.getKey());
        boolean same =
            branches.stream()
                .allMatch(other -> entry.getValue().equals(other.variables.get(entry.getKey())));
        if (same) {
          variables.put(entry.getKey(), entry.getValue());
        } else if (!entry.getValue().equals(here)) {
          variables.put(entry.getKey(), Variable.of(Text.unknown(java.util.Set.of(Taint.LOCAL))));
        }
      }
      functions.putAll(branch.functions);
      aliases.putAll(branch.aliases);
    }
    boolean sameFolder = branches.stream().allMatch(branch -> branch.cwd.equals(first.cwd));
    cwd = sameFolder ? first.cwd : Text.unknown(java.util.Set.of());
  }

  Map<String, Variable> variables() {
    return variables;
  }

  Map<String, Command> functions() {
    return functions;
  }

  Map<String, String> aliases() {
    return aliases;
  }

  Map<Integer, Flow> inputs() {
    return inputs;
  }

  Map<Integer, Sink> outputs() {
    return outputs;
  }

  Flow input() {
    return inputs.getOrDefault(0, Flow.NOTHING);
  }

  State reading(Flow flow) {
    inputs.put(0, flow);
    return this;
  }

  List<Text> positional() {
    return positional;
  }

  boolean positionalKnown() {
    return positionalKnown;
  }

  void positional(List<Text> arguments) {
    positional = new ArrayList<>(arguments);
    positionalKnown = true;
  }

  void forgetPositional() {
    positionalKnown = false;
  }

  /** A builtin that was switched off, so that a program of the same name runs. */
  boolean isDisabled(String name) {
    return variables.containsKey("disabled " + name);
  }

  Text cwd() {
    return cwd;
  }

  void cwd(Text folder) {
    cwd = folder;
  }

  /** A number for a descriptor that nobody uses. */
  int freeDescriptor() {
    int free = 10;
    while (inputs.containsKey(free) || outputs.containsKey(free)) {
      free++;
    }
    return free;
  }
}
