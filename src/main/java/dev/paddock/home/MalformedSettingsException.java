package dev.paddock.home;

/** A settings file that can't be understood. The message never quotes the file. */
final class MalformedSettingsException extends Exception {
  private final String problem;

  /**
   * Makes it.
   *
   * @param problem ends the sentence "… is not given: it"
   */
  MalformedSettingsException(String problem) {
    super(problem);
    this.problem = problem;
  }

  String problem() {
    return problem;
  }
}
