package dev.paddock.session;

/** A session can't be started; nothing was. */
public final class SessionException extends Exception {
  SessionException(String problem, String remedy) {
    super(problem + ". " + remedy + ".");
  }

  SessionException(String message) {
    super(message);
  }
}
