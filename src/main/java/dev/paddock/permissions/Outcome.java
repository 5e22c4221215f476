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

  /**
   * The gate decides by it.
   *
   * @param partly walls that hold for a part of what is meant only
   * @param note why it is no wall, where one could be expected; else empty
   */
  record Gated(List<GateRule> rules, List<Wall> partly, String note) implements Outcome {
    /** Keeps lists that nobody changes. */
    public Gated {
      rules = List.copyOf(rules);
      partly = List.copyOf(partly);
    }

    Gated(List<GateRule> rules) {
      this(rules, List.of(), "");
    }

    Gated(GateRule rule) {
      this(List.of(rule));
    }
  }

  /**
   * Paddock does nothing about it.
   *
   * @param reason for people
   */
  record NotEnforced(String reason) implements Outcome {}
}
