package dev.paddock.shell;

import dev.paddock.bash.Script;
import java.nio.file.Path;

/** Where output goes. */
sealed interface Sink {
  /** To whatever reads the command: the terminal, a pipe, a substitution. */
  record Onward() implements Sink {}

  /** Nowhere. */
  record Nowhere() implements Sink {}

  /** To a file. */
  record ToFile(Path path, boolean append) implements Sink {}

  /** To files that can't be named. */
  record ToSomeFile() implements Sink {}

  /** To a host, by {@code /dev/tcp}. */
  record ToHost(String host) implements Sink {}

  /** To commands, by {@code >(…)}. */
  record ToScript(Script script) implements Sink {}

  Sink ONWARD = new Onward();
  Sink NOWHERE = new Nowhere();
}
