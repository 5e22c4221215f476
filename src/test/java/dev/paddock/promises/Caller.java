package dev.paddock.promises;

import java.util.List;

/**
 * Whoever calls Paddock in a test.
 *
 * @param change the command in front that changes the present user to this one
 */
record Caller(String name, int uid, List<String> change) {
  boolean isRoot() {
    return uid == 0;
  }

  /** Tells whether the test is another user, who must give away what this one shall own. */
  boolean isSomebodyElse() {
    return !change.isEmpty();
  }

  @Override
  public String toString() {
    return name;
  }
}
