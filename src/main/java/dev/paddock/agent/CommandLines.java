package dev.paddock.agent;

import java.util.List;
import java.util.Optional;

/**
 * What a command hook gets for an answer, in lines that Bash can read: {@code exit N}, {@code out
 * TEXT}, {@code err TEXT}, {@code end}. Without the last one nothing counts.
 */
final class CommandLines {
  private CommandLines() {}

  static String write(HookAnswer answer) {
    return "exit %d\nout %s\nerr %s\nend\n"
        .formatted(answer.status(), line(answer.out()), line(answer.err()));
  }

  /** Returns the answer; empty if it is not whole. */
  static Optional<HookAnswer> read(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() != 4
        || !lines.get(0).matches("exit [02]")
        || !lines.get(1).startsWith("out ")
        || !lines.get(2).startsWith("err ")
        || !lines.get(3).equals("end")
        || !text.endsWith("end\n")) {
      return Optional.empty();
    }
    return Optional.of(
        new HookAnswer(
            lines.get(0).charAt(5) - '0', lines.get(1).substring(4), lines.get(2).substring(4)));
  }

  private static String line(String text) {
    return text.strip().replaceAll("\\R", " ");
  }
}
