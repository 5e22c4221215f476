package dev.paddock.permissions;

/**
 * A text that a regular expression may look at so many times and no more: some expressions take
 * exponential time. Not thread-safe; good for one match.
 */
final class BoundedText implements CharSequence {
  private static final int MOST = 2_000_000;

  private final String text;
  private int looks;

  BoundedText(String text) {
    this.text = text;
  }

  /** The expression takes too long. */
  static final class TooManyStepsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyStepsException() {
      super("a regular expression takes too long", null, false, false);
    }
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (++looks > MOST) {
      throw new TooManyStepsException();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
