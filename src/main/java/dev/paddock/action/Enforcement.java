package dev.paddock.action;

/** What stands behind a rule. */
public enum Enforcement {
  /** The kernel, or that the only copy of the capability lives outside the sandbox. */
  WALL,
  /** A deterministic decision on what the agent declares before it acts. */
  GATE,
  /** A model's opinion. */
  JUDGEMENT
}
