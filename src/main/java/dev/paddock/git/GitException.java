package dev.paddock.git;

/**
 * A git folder can't be given to a session, or what a session did can't land; the message says why.
 */
public final class GitException extends Exception {
  private static final long serialVersionUID = 1;

  GitException(String message) {
    super(message);
  }

  GitException(String message, Throwable cause) {
    super(message, cause);
  }
}
