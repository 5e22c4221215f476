package dev.paddock.shell;

import dev.paddock.action.Effect;
import dev.paddock.action.FileAccess;
import dev.paddock.action.Place;
import dev.paddock.bash.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out what a name stands for, and calls it: an alias, a function, a program. */
final class Calls {
  private static final Pattern SYSTEM_FOLDER =
      Pattern.compile("/(?:usr/)?(?:local/)?s?bin/(?:\\./)*([^/]+)|/(?:usr/)?bin/\\./([^/]+)");
  private static final int DEEPEST = 60;
  private static final int LONGEST_WORD = 16 * 1024;

  private final Interpreter interpreter;

  Calls(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  Flow call(Invocation call) {
    interpreter.step();
    if (!interpreter.enter(DEEPEST)) {
      return Flow.unknown(Set.of());
    }
    try {
      return dispatch(call);
    } finally {
      interpreter.leave();
    }
  }

  private Flow dispatch(Invocation whole) {
    Invocation call = bounded(whole);
    Text name = call.words().getFirst();
    call.add(new Effect.Starts(Text.shown(call.words())));
    if (!name.isKnown()) {
      return unknownName(call, name);
    }
    if (name.taints().contains(Taint.DECODED) || name.taints().contains(Taint.NETWORK)) {
      Code.unknown(call, Redirections.flow(name));
    }
    if (name.taints().contains(Taint.UNSET)) {
      call.unknown("its name depends on the environment");
    }
    String alias = call.state().aliases().get(name.raw());
    if (alias != null && !alias.startsWith(name.raw() + " ")) {
      return interpreter.text(alias + rest(call), call.state());
    }
    Command function = call.state().functions().get(name.raw());
    if (function != null) {
      return interpreter.function(name.raw(), function, call.arguments(), call.state());
    }
    return program(call, name.raw());
  }

  /**
   * What is longer than any program's own language is looked through counts as unknown: patterns
   * would take minutes for it.
   */
  private static Invocation bounded(Invocation call) {
    if (call.words().stream().noneMatch(word -> word.raw().length() > LONGEST_WORD)) {
      return call;
    }
    call.notRead("an argument is longer than " + LONGEST_WORD + " characters");
    return call.with(
        call.words().stream()
            .map(word -> word.raw().length() > LONGEST_WORD ? Text.unknown(word.taints()) : word)
            .toList());
  }

  private static String rest(Invocation call) {
    StringBuilder rest = new StringBuilder();
    for (Text argument : call.arguments()) {
      rest.append(" '").append(argument.raw().replace("'", "'\\''")).append('\'');
    }
    return rest.toString();
  }

  private Flow unknownName(Invocation call, Text name) {
    Code.unknown(call, Redirections.flow(name));
    boolean unset = name.taints().equals(Set.of(Taint.UNSET));
    if ((unset || name.maySplit()) && call.words().size() > 1 && name.beginning().isEmpty()) {
      return call.call(call.arguments()); // if it is nothing, the next word is the command
    }
    return Flow.unknown(name.taints());
  }

  private Flow program(Invocation call, String written) {
    Matcher system = SYSTEM_FOLDER.matcher(written);
    String name =
        system.matches() ? system.group(1) == null ? system.group(2) : system.group(1) : written;
    Optional<CommandModel> model = find(call, name);
    if (model.isPresent() && !call.state().isDisabled(name)) {
      Environment.check(call, Catalogue.isPlain(name));
      return model.get().run(call.with(named(call, name)));
    }
    Environment.check(call, false);
    if (name.indexOf('/') >= 0 || call.state().variables().containsKey("hash " + name)) {
      return file(call);
    }
    return unknownProgram(call, name);
  }

  private static List<Text> named(Invocation call, String name) {
    ArrayList<Text> words = new ArrayList<>(call.words());
    words.set(0, Text.of(name));
    return words;
  }

  private static Optional<CommandModel> find(Invocation call, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String plain = lower.endsWith(".exe") ? lower.substring(0, lower.length() - 4) : lower;
    Optional<CommandModel> exact = Catalogue.find(name);
    if (exact.isPresent()) {
      return exact;
    }
    Optional<CommandModel> versioned = versioned(plain);
    if (Catalogue.find(plain).isPresent() && !plain.equals(name)) {
      call.unknown("a program of this name need not be " + plain);
      return Catalogue.find(plain).map(model -> lower(model));
    }
    return versioned;
  }

  /** A file system that does not tell capitals from others runs the same program. */
  private static CommandModel lower(CommandModel model) {
    return call ->
        model.run(
            call.with(
                call.words().stream()
                    .map(word -> word.with(word.raw().toLowerCase(Locale.ROOT)))
                    .toList()));
  }

  /** {@code python3.12}, {@code gcc-13}. */
  private static Optional<CommandModel> versioned(String name) {
    String plain = name.replaceFirst("-?[0-9]+(?:\\.[0-9]+)*(?:-dev|t)?$", "");
    return plain.equals(name) || plain.isEmpty() || plain.length() < 2
        ? Optional.empty()
        : Catalogue.find(plain);
  }

  /** A program by its path: what this line wrote itself is followed. */
  private Flow file(Invocation call) {
    Text text = call.words().getFirst();
    Optional<Path> path = call.places().path(text);
    Optional<Flow> written = path.flatMap(interpreter.world()::written);
    if (written.isPresent()) {
      return Scripts.run(call, written.get(), path.get(), call.arguments());
    }
    if (path.isPresent()) {
      Optional<String> copied = copied(path.get());
      if (copied.isPresent()) {
        return call.call(named(call, copied.get()));
      }
    }
    boolean inside =
        path.filter(p -> p.startsWith(interpreter.world().surroundings().project())).isPresent();
    if (inside) {
      Code.project(call);
    } else {
      call.unknown("it is a program of which nothing is known");
      call.add(
          new Effect.Touches(
              FileAccess.LOOK,
              path.<Place>map(Place.At::new).orElse(new Place.Unknown(text.shown()))));
      wrapped(call);
    }
    return Flow.unknown(Set.of(Taint.LOCAL));
  }

  /** A link that leads to a program of the system. */
  private static Optional<String> copied(Path path) {
    Matcher system = SYSTEM_FOLDER.matcher(path.toString());
    return system.matches() ? Optional.ofNullable(system.group(1)) : Optional.empty();
  }

  private Flow unknownProgram(Invocation call, String name) {
    if (name.isEmpty()) {
      call.unknown("there is no program without a name");
      return Flow.NOTHING;
    }
    UnknownPrograms.look(call);
    call.unknown("it is a program of which nothing is known");
    wrapped(call);
    return Flow.unknown(Set.of(Taint.LOCAL));
  }

  /** A program that is not known may run the command that its arguments name. */
  private void wrapped(Invocation call) {
    List<Text> arguments = call.arguments();
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i).known().orElse("");
      String base = word.substring(word.lastIndexOf('/') + 1);
      boolean program =
          word.equals(base)
              ? Catalogue.find(base).isPresent() && base.matches("[a-z][a-z0-9_.+-]*")
              : SYSTEM_FOLDER.matcher(word).matches();
      if (program) {
        call.call(arguments.subList(i, arguments.size()));
        return;
      }
    }
  }
}
