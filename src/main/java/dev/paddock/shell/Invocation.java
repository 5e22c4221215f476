package dev.paddock.shell;

import dev.paddock.action.Deed;
import dev.paddock.action.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call of a program, builtin or function.
 *
 * @param words its name and arguments; at least one
 * @param environment variables that are set for this call alone
 */
record Invocation(
    Interpreter interpreter, State state, List<Text> words, Map<String, Text> environment) {
  Invocation {
    words = List.copyOf(words);
  }

  String name() {
    return words.getFirst().raw();
  }

  List<Text> arguments() {
    return words.subList(1, words.size());
  }

  Files files() {
    return new Files(interpreter, state);
  }

  Places places() {
    return new Places(interpreter.world(), state);
  }

  Flow input() {
    return state.input();
  }

  /** The call, for people; long ones are cut. */
  String shown() {
    String text = String.join(" ", Text.shown(words));
    return text.length() > 120 ? text.substring(0, 117) + "..." : text;
  }

  void add(Effect effect) {
    interpreter.add(effect);
  }

  void does(Deed deed) {
    add(new Effect.Does(deed, shown()));
  }

  void does(Deed deed, String what) {
    add(new Effect.Does(deed, what));
  }

  void unknown(String why) {
    interpreter.unknown(words.getFirst().shown() + ": " + why);
  }

  /** A part of the call is not looked into. */
  void notRead(String why) {
    interpreter.notRead(words.getFirst().shown() + ": " + why);
  }

  /** Calls another program in the same place. */
  Flow call(List<Text> other) {
    if (other.isEmpty()) {
      return Flow.NOTHING;
    }
    return new Calls(interpreter).call(new Invocation(interpreter, state, other, environment));
  }

  Flow call(List<Text> other, State in) {
    if (other.isEmpty()) {
      return Flow.NOTHING;
    }
    return new Calls(interpreter).call(new Invocation(interpreter, in, other, environment));
  }

  /** Runs text as a shell would. */
  Flow shell(Text code, List<Text> positional) {
    return shell(code, positional, state.copy());
  }

  Flow shell(Text code, List<Text> positional, State in) {
    Optional<String> text = code.known();
    if (text.isEmpty()) {
      Code.unknown(this, Redirections.flow(code));
      if (!code.beginning().isBlank()) {
        in.positional(positional);
        interpreter.guess(code.raw().replace(Text.SPLIT, ' ').replace(Text.UNKNOWN, ' '), in);
      }
      return Flow.unknown(code.taints());
    }
    if (code.taints().contains(Taint.DECODED)) {
      Code.obfuscated(this, text.get());
    }
    in.positional(positional);
    return interpreter.text(text.get(), in);
  }

  /** The value of an exported variable, or of one that is set for this call. */
  Optional<Text> variable(String name) {
    Text own = environment.get(name);
    if (own != null) {
      return Optional.of(own);
    }
    Variable variable = state.variables().get(name);
    return variable == null || variable.elements().isEmpty()
        ? Optional.empty()
        : Optional.of(variable.elements().getFirst());
  }

  /** The same call with other words. */
  Invocation with(List<Text> other) {
    return new Invocation(interpreter, state, new ArrayList<>(other), environment);
  }
}
