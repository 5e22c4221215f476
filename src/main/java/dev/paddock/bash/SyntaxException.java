package dev.paddock.bash;

/** A text that is no Bash, while it is being read. */
final class SyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int offset;

  SyntaxException(String message, int offset) {
    super(message, null, false, false);
    this.offset = offset;
  }

  int offset() {
    return offset;
  }
}
