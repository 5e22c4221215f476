package dev.paddock.shell;

import java.util.List;
import java.util.Map;

/** Options of programs that have code of their own, in the words of {@code commands.txt}. */
final class Roles {
  private Roles() {}

  static Map<String, OptionRole> of(String... lines) {
    return CommandTable.read(List.of(lines)).options();
  }
}
