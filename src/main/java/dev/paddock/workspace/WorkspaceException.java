package dev.paddock.workspace;

/**
 * The workspace can't be guarded, so no session may start, or a thing can't be given back. The
 * message names what happened and what to do; names of files in it are safe to print.
 */
public final class WorkspaceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  WorkspaceException(String message) {
    super(Printable.of(message));
  }

  WorkspaceException(String message, Throwable cause) {
    super(Printable.of(message + " (" + cause.getMessage() + ")"), cause);
  }
}
