package dev.paddock.gate;

/** What can still turn a ruling into an allow, where the rules alone did not allow. */
public enum Clearance {
  /** Nothing: it is allowed already, or no one may undo the denial. */
  NONE,
  /** A person who is shown the action. */
  PERSON,
  /** A person; or a model that finds the action named in words from outside the agent's reach. */
  WORDS,
  /** A person, or a model. */
  OPEN
}
