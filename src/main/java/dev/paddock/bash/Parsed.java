package dev.paddock.bash;

/** What became of a text. */
public sealed interface Parsed {
  /** It is Bash. */
  record Tree(Script script) implements Parsed {}

  /**
   * It is not, or Paddock does not understand it.
   *
   * @param offset where in the text
   */
  record Failure(String message, int offset) implements Parsed {}
}
