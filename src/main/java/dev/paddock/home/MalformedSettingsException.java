package dev.paddock.home;

/** A settings file that can't be understood. The message never quotes the file. */
final class MalformedSettingsException extends Exception {
  /**
   * Makes it.
   *
   * @param problem ends the sentence "… is not given: it"
   */
  MalformedSettingsException(String problem) {
    super(problem);
  }
}
