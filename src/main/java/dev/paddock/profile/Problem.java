package dev.paddock.profile;

/**
 * One thing that is wrong with a profile.
 *
 * @param file the file, or the flag's name
 * @param line counted from 1; 0 if the problem has no place in the file
 * @param column counted from 1; 0 if the problem has no place in the file
 * @param message what is wrong, safe to print
 * @param remedy what mends it, safe to print
 */
public record Problem(String file, int line, int column, String message, String remedy) {
  /** Returns {@code file:line:column: message. remedy}. */
  @Override
  public String toString() {
    String place = line == 0 ? "" : ":" + line + ":" + column;
    return Printable.escape(file) + place + ": " + message + ". " + remedy;
  }
}
