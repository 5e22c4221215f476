package dev.paddock.evaluation;

/** A part of a line that is not what it should be. */
final class MalformedException extends Exception {
  private static final long serialVersionUID = 1;

  MalformedException(String problem) {
    super(problem);
  }
}
