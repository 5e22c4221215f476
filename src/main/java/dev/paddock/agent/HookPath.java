package dev.paddock.agent;

import java.util.Optional;

/**
 * Where a hook speaks: {@code /hook/AGENT} before an action, {@code /hook/AGENT/after} after the
 * fact, each with {@code /command} for an answer in lines. What can't be read is denied at the
 * first and passed over at the second.
 *
 * @param tells whether it tells what there was
 * @param isCommand whether the answer is wanted in lines
 */
record HookPath(Agent agent, boolean tells, boolean isCommand) {
  private static final String FIRST = "/hook/";
  private static final String AFTER = "/after";
  private static final String COMMAND = "/command";

  static String of(String agent, boolean tells) {
    return FIRST + agent + (tells ? AFTER : "");
  }

  /** Reads a path; empty if no agent's hook speaks there. */
  static Optional<HookPath> read(String path) {
    boolean isCommand = path.endsWith(COMMAND);
    String address = without(COMMAND, path);
    boolean tells = address.endsWith(AFTER);
    String name = without(AFTER, address);
    return name.startsWith(FIRST)
        ? Agents.named(name.substring(FIRST.length()))
            .map(agent -> new HookPath(agent, tells, isCommand))
        : Optional.empty();
  }

  private static String without(String end, String text) {
    return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
  }
}
