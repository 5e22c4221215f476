package dev.paddock.permissions;

import java.util.List;

/** What became of a line. */
public sealed interface Outcome {
  /** It is a wall, and the gate knows it, too. */
  record Walled(List<Wall> walls, List<GateRule> rules) implements Outcome {
    /** Keeps lists that nobody changes. */
    public Walled {
      walls = List.copyOf(walls);
      rules = List.copyOf(rules);
    }
  }

  /** The gate decides by it. */
  record Gated(List<GateRule> rules) implements Outcome {
    /** Keeps a list that nobody changes. */
    public Gated {
      rules = List.copyOf(rules);
    }
  }

  /**
   * Paddock does nothing about it.
   *
   * @param reason for people
   */
  record NotEnforced(String reason) implements Outcome {}
}
