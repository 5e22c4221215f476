package dev.paddock.egress;

import java.util.HashSet;
import java.util.Set;

/** Tells each name that is not reached once. Thread-safe. */
final class RefusedNames {
  /** Who invents names must not fill the supervisor's memory, nor the log. */
  private static final int MOST = 1_000;

  private static final String RULE = "host-not-allowed";

  private final EgressEvents events;
  private final Set<String> told = new HashSet<>();

  RefusedNames(EgressEvents events) {
    this.events = events;
  }

  /** Tells that a name was asked for that the profile does not permit. */
  void tell(String name) {
    boolean isLast;
    synchronized (told) {
      if (told.size() >= MOST || !told.add(name)) {
        return;
      }
      isLast = told.size() == MOST;
    }
    events.refused(refusal(name));
    if (isLast) {
      events.refused(
          new Refusal(
              "*",
              RULE,
              MOST
                  + " names that the profile does not permit were asked for. Further ones are"
                  + " refused too, but no longer told.",
              "Look at what the session runs: a build does not ask for that many."));
    }
  }

  static Refusal refusal(String name) {
    return new Refusal(
        name,
        RULE,
        "The profile does not permit connections to " + name + ".",
        "To permit them: paddock run --allow "
            + name
            + " …, or [network] allow = [\""
            + name
            + "\"] in the profile.");
  }
}
