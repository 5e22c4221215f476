package dev.paddock.provenance;

/** The repository as it was committed before the session. */
@FunctionalInterface
public interface Committed {
  /** No repository. */
  Committed NOTHING = _ -> false;

  /** Whether a committed text names a value; false if that can't be found out. Thread-safe. */
  boolean contains(String value);
}
