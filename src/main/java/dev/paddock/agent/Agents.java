package dev.paddock.agent;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The agents that Paddock knows. To add one, write its class and name it here. */
public final class Agents {
  private static final List<Agent> ALL =
      List.of(
          new ClaudeCode(),
          new Codex(),
          new GeminiCli(),
          new CopilotCli(),
          new CursorAgent(),
          new OpenCode());

  private static final Set<String> RUNNERS = Set.of("npx", "bunx", "pnpx");
  private static final Set<String> INTERPRETERS = Set.of("node", "nodejs", "bun");

  private Agents() {}

  /** Returns all. */
  public static List<Agent> all() {
    return ALL;
  }

  /** Returns the one of this name. */
  public static Optional<Agent> named(String name) {
    return ALL.stream().filter(agent -> agent.name().equals(name)).findFirst();
  }

  /**
   * Tells which agent a command starts: by the program's file name, also behind {@code node} or
   * {@code npx} as far as that is certain. Options of those but {@code npx --yes} are not looked
   * through.
   */
  public static Optional<Agent> startedBy(List<String> command) {
    if (command.isEmpty()) {
      return Optional.empty();
    }
    String program = fileName(command.getFirst());
    Optional<Agent> itself = named(program);
    if (itself.isPresent() || command.size() < 2) {
      return itself;
    }
    if (INTERPRETERS.contains(program)) {
      String script = fileName(command.get(1));
      return named(script.replaceFirst("\\.(c|m)?js$", "")).or(() -> inPackage(command.get(1)));
    }
    if (RUNNERS.contains(program)) {
      int first = Set.of("-y", "--yes").contains(command.get(1)) ? 2 : 1;
      return first < command.size() ? ofPackage(command.get(first)) : Optional.empty();
    }
    return Optional.empty();
  }

  private static Optional<Agent> ofPackage(String word) {
    int version = word.indexOf('@', 1);
    String name = version < 0 ? word : word.substring(0, version);
    return ALL.stream()
        .filter(agent -> agent.packages().contains(name) || agent.name().equals(name))
        .findFirst();
  }

  /** The script of a package, by the folder that it lies in. */
  private static Optional<Agent> inPackage(String path) {
    return ALL.stream()
        .filter(
            agent ->
                agent.packages().stream().anyMatch(p -> path.contains("/node_modules/" + p + "/")))
        .findFirst();
  }

  private static String fileName(String word) {
    return word.substring(word.lastIndexOf('/') + 1);
  }
}
