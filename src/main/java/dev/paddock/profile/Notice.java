package dev.paddock.profile;

/**
 * Something that a layer asked for and did not get; the session goes on without it.
 *
 * @param message what was ignored and why, safe to print
 * @param remedy what the owner can do about it
 */
public record Notice(Origin origin, String message, String remedy) {
  /** Returns {@code file:line: message. remedy}. */
  @Override
  public String toString() {
    return origin.display() + ": " + message + ". " + remedy;
  }
}
