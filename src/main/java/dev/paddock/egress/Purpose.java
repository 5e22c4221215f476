package dev.paddock.egress;

/** What a socket inside is for. */
sealed interface Purpose {
  /** Answers questions for names. */
  record Resolve() implements Purpose {}

  /** Says why a name is not reached. */
  record Refuse() implements Purpose {}

  /** Leads to a destination. */
  record Reach(Destination destination) implements Purpose {}

  /**
   * Leads to the git relay.
   *
   * @param web what else may be had there
   */
  record Relay(Relayed relayed, Destination web) implements Purpose {}

  /** Leads to the gate, which speaks for itself. */
  record Gate() implements Purpose {}

  /** Leads to the same port of the machine's own 127.0.0.1. */
  record Machine(Destination destination) implements Purpose {}
}
