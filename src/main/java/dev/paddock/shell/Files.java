package dev.paddock.shell;

import dev.paddock.action.Effect;
import dev.paddock.action.FileAccess;
import dev.paddock.action.Place;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reading and writing files, as effects and as data that flows. */
final class Files {
  private static final Pattern DESCRIPTOR =
      Pattern.compile("(?:/dev/fd|/proc/(?:self|thread-self|\\$\\$)/fd)/(\\d{1,6})");
  private static final Set<String> INPUT = Set.of("/dev/stdin", "/dev/fd/0", "/proc/self/fd/0");
  private static final Set<String> OUTPUT =
      Set.of("/dev/stdout", "/dev/stderr", "/dev/fd/1", "/dev/fd/2", "/dev/tty");

  private final Interpreter interpreter;
  private final State state;

  Files(Interpreter interpreter, State state) {
    this.interpreter = interpreter;
    this.state = state;
  }

  /** A file is read; returns what it holds. */
  Flow read(Text file, FileAccess access) {
    Optional<Flow> descriptor = descriptor(file);
    if (descriptor.isPresent()) {
      return descriptor.get();
    }
    if (file.is("/dev/null")) {
      return Flow.NOTHING;
    }
    Places places = new Places(interpreter.world(), state);
    EnumSet<Taint> taints = EnumSet.of(Taint.LOCAL);
    for (Place place : places.of(file)) {
      interpreter.add(new Effect.Touches(access, place));
      if (Secrets.isSecret(place, interpreter.world().surroundings().home())) {
        taints.add(Taint.SECRET);
      }
    }
    if (file.taints().contains(Taint.SECRET) && file.listing() != null) {
      taints.add(Taint.SECRET);
      interpreter.unknown("it reads files that were found by the names that credentials have");
    }
    Optional<Path> path = places.path(file);
    Optional<Flow> written = path.flatMap(interpreter.world()::written);
    if (written.isPresent()) {
      return written.get().with(taints.contains(Taint.SECRET) ? taints : Set.of());
    }
    return new Flow(Optional.empty(), taints, null, false);
  }

  private Optional<Flow> descriptor(Text file) {
    if (INPUT.contains(file.raw())) {
      return Optional.of(state.input());
    }
    Matcher descriptor = DESCRIPTOR.matcher(file.raw());
    if (descriptor.matches()) {
      int number = Integer.parseInt(descriptor.group(1));
      return Optional.of(state.inputs().getOrDefault(number, Flow.unknown(Set.of(Taint.LOCAL))));
    }
    return Optional.empty();
  }

  /** A file is written with this content. */
  void write(Text file, Flow content, boolean append) {
    Sink sink = sink(file, append, false);
    interpreter.emit(content, sink, state);
  }

  /** A file is opened for writing. */
  Sink sink(Text file, boolean append, boolean empties) {
    if (OUTPUT.contains(file.raw()) || file.is("-")) {
      return Sink.ONWARD;
    }
    if (file.is("/dev/null") || file.is("/dev/zero") || file.is("/dev/full")) {
      return Sink.NOWHERE;
    }
    Matcher descriptor = DESCRIPTOR.matcher(file.raw());
    if (descriptor.matches()) {
      return state.outputs().getOrDefault(Integer.parseInt(descriptor.group(1)), Sink.ONWARD);
    }
    Places places = new Places(interpreter.world(), state);
    FileAccess access = empties ? FileAccess.EMPTY : FileAccess.WRITE;
    List<Place> found = places.of(file);
    found.forEach(place -> interpreter.add(new Effect.Touches(access, place)));
    return places
        .path(file)
        .<Sink>map(path -> new Sink.ToFile(path, append))
        .orElse(new Sink.ToSomeFile());
  }

  /** Something else is done to a file. */
  void touch(FileAccess access, Text file) {
    for (Place place : new Places(interpreter.world(), state).of(file)) {
      interpreter.add(new Effect.Touches(access, place));
    }
  }

  /** Something is done to the file itself: if it is a link, to the link. */
  void touchItself(FileAccess access, Text file) {
    Places places = new Places(interpreter.world(), state);
    Optional<Path> itself = places.unresolved(file);
    if (itself.isPresent() && !file.raw().endsWith("/")) {
      Path parent = itself.get().getParent();
      Path resolved =
          parent == null
              ? itself.get()
              : interpreter.world().resolve(parent).resolve(itself.get().getFileName()).normalize();
      interpreter.add(new Effect.Touches(access, new Place.At(resolved)));
    } else {
      touch(access, file);
    }
  }
}
