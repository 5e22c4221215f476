package dev.paddock.relay;

/**
 * Something in a push that the owner has to look at before it leaves.
 *
 * @param rule {@code git-secret}, {@code git-ci-file} or {@code git-large-file}
 * @param commit the id of the commit, or tag, that brings it
 * @param path the file; empty if it is in the message
 * @param what a few words
 */
public record Finding(String rule, String commit, String path, String what) {
  static final String SECRET = "git-secret";
  static final String CI = "git-ci-file";
  static final String LARGE = "git-large-file";

  /** Returns it in one line, fit for a terminal. */
  public String text() {
    String where = path.isEmpty() ? "its message" : path.replaceAll("[\\p{C}]", "?");
    return "%s: %s in commit %s".formatted(what, where, commit.substring(0, 10));
  }
}
