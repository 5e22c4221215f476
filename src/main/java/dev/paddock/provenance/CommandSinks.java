package dev.paddock.provenance;

import dev.paddock.action.CodeOrigin;
import dev.paddock.action.Deed;
import dev.paddock.action.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Command lines that would be a page's idea if a page has them word for word: long ones that do
 * more than read and work in the project. Pure.
 */
final class CommandSinks {
  private static final int SHORTEST = 24;
  private static final int LONGEST = 16_384;

  /** git itself proposes such lines, and they go nowhere but where the project is from. */
  private static final Set<Deed> ORDINARY =
      Set.of(
          Deed.GIT_LOCAL,
          Deed.GIT_PUSH,
          Deed.INSTALL_DECLARED,
          Deed.REMOTE_READ,
          Deed.DATABASE_READ);

  private CommandSinks() {}

  static List<Sink> of(String command, List<Effect> effects) {
    List<String> programs = effects.stream().flatMap(e -> program(e).stream()).distinct().toList();
    if (programs.isEmpty() || command.length() > LONGEST) {
      return List.of();
    }
    List<Sink> sinks = new ArrayList<>();
    add(sinks, command);
    for (String stage : CommandStages.of(command)) {
      if (programs.stream().anyMatch(program -> !program.isEmpty() && stage.startsWith(program))) {
        add(sinks, stage);
      }
    }
    return sinks;
  }

  private static void add(List<Sink> sinks, String command) {
    String text = Spelling.command(command);
    if (text.length() >= SHORTEST) {
      sinks.add(new Sink(Sink.Kind.COMMAND, text));
    }
  }

  /** Returns the program of an effect that counts: the first word of what it shows. */
  private static Optional<String> program(Effect effect) {
    return switch (effect) {
      case Effect.RunsCode code ->
          code.origin() == CodeOrigin.PROJECT ? Optional.empty() : first(code.what());
      case Effect.Connects connects -> first(connects.what());
      case Effect.Does does ->
          ORDINARY.contains(does.deed()) ? Optional.empty() : first(does.what());
      case Effect.Starts _, Effect.Touches _, Effect.NotRead _, Effect.Unknown _ ->
          Optional.empty();
    };
  }

  private static Optional<String> first(String what) {
    int space = what.indexOf(' ');
    return Optional.of(space < 0 ? what : what.substring(0, space));
  }
}
