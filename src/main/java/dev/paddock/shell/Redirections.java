package dev.paddock.shell;

import dev.paddock.action.Deed;
import dev.paddock.action.Effect;
import dev.paddock.action.FileAccess;
import dev.paddock.action.Place;
import dev.paddock.bash.Redirect;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Applies redirections to a state, and says what they touch. */
final class Redirections {
  private static final Pattern SOCKET = Pattern.compile("/dev/(?:tcp|udp)/([^/]*)/([^/]*)");

  private final Interpreter interpreter;
  private final State state;
  private boolean empties;

  Redirections(Interpreter interpreter, State state) {
    this.interpreter = interpreter;
    this.state = state;
  }

  /** Whether the command prints nothing, so that a file that it is led to becomes empty. */
  void empties(boolean nothing) {
    this.empties = nothing;
  }

  void apply(List<Redirect> redirects) {
    redirects.forEach(this::apply);
  }

  private void apply(Redirect redirect) {
    Expansion expansion = new Expansion(interpreter, state);
    Text target = expansion.text(redirect.target());
    boolean input = redirect.operator().startsWith("<") && !redirect.operator().equals("<>");
    if (target.is("!")) {
      interpreter.unknown("other shells take >! for another redirection");
    }
    int number = redirect.descriptor().orElse(input ? 0 : 1);
    if (redirect.variable().isPresent()) {
      number = state.freeDescriptor();
      interpreter.set(redirect.variable().get(), Text.of(String.valueOf(number)), state);
    }
    if (redirect.operator().startsWith("<<") && target.taints().contains(Taint.SECRET)) {
      interpreter.add(
          new Effect.Does(Deed.CREDENTIAL_PRINT, "a credential is given to a command as text"));
    }
    switch (redirect.operator()) {
      case "<<", "<<-" -> state.inputs().put(number, flow(target));
      case "<<<" -> state.inputs().put(number, flow(target.plus(Text.of("\n"))));
      case "<" -> state.inputs().put(number, read(pathText(expansion, redirect)));
      case "<&" -> duplicateInput(number, target);
      case "<>" -> {
        Text file = pathText(expansion, redirect);
        state.inputs().put(number, read(file));
        state.outputs().put(number, write(file, true));
      }
      case ">&", "&>", "&>>" -> {
        if (redirect.operator().equals(">&") && target.raw().matches("\\d+-?|-")) {
          duplicateOutput(number, target.raw());
        } else if (redirect.operator().equals(">&") && !target.isKnown()) {
          duplicateUnknown(number, target);
        } else {
          Sink sink = write(pathText(expansion, redirect), redirect.operator().equals("&>>"));
          state.outputs().put(1, sink);
          state.outputs().put(2, sink);
        }
      }
      default ->
          state
              .outputs()
              .put(number, write(pathText(expansion, redirect), redirect.operator().equals(">>")));
    }
  }

  /** A file name is split and matched as every word is. */
  private static Text pathText(Expansion expansion, Redirect redirect) {
    List<Text> fields = expansion.fields(List.of(redirect.target()));
    return fields.size() == 1 ? fields.getFirst() : expansion.text(redirect.target());
  }

  static Flow flow(Text text) {
    return new Flow(text.known(), text.taints(), text.listing(), false);
  }

  private void duplicateInput(int number, Text target) {
    String source = target.raw().replace("-", "");
    Flow flow =
        source.matches("\\d{1,6}")
            ? state.inputs().getOrDefault(Integer.parseInt(source), Flow.unknown(Set.of()))
            : Flow.unknown(target.taints());
    state.inputs().put(number, target.is("-") ? Flow.NOTHING : flow);
  }

  private void duplicateOutput(int number, String target) {
    String source = target.replace("-", "");
    if (source.isEmpty()) {
      state.outputs().remove(number);
      return;
    }
    int from = Integer.parseInt(source.length() > 6 ? "999999" : source);
    Sink sink = state.outputs().getOrDefault(from, Sink.ONWARD);
    if (number != 2 || !(sink instanceof Sink.Onward)) {
      state.outputs().put(number, from == 2 && number == 1 ? Sink.ONWARD : sink);
    }
  }

  /** Where it leads is not known: to any of the places that are open. */
  private void duplicateUnknown(int number, Text target) {
    Optional<Sink> special =
        state.outputs().values().stream()
            .filter(sink -> sink instanceof Sink.ToHost || sink instanceof Sink.ToScript)
            .findFirst();
    if (special.isEmpty()) {
      interpreter.unknown("where output goes: " + target.shown());
    }
    state.outputs().put(number, special.orElse(new Sink.ToSomeFile()));
  }

  private Flow read(Text file) {
    Matcher socket = SOCKET.matcher(file.raw());
    if (socket.matches()) {
      Network.open(interpreter, socket.group(1), file.shown());
      return Flow.unknown(Set.of(Taint.NETWORK));
    }
    return new Files(interpreter, state).read(file, FileAccess.READ);
  }

  private Sink write(Text file, boolean append) {
    Matcher socket = SOCKET.matcher(file.raw());
    if (socket.matches()) {
      Network.open(interpreter, socket.group(1), file.shown());
      return new Sink.ToHost(socket.group(1));
    }
    return new Files(interpreter, state).sink(file, append, empties && !append);
  }

  static Effect touch(FileAccess access, Place place) {
    return new Effect.Touches(access, place);
  }
}
