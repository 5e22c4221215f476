package dev.paddock.sandbox;

import java.io.IOException;

/**
 * Something in the project is not what it was when it was looked at a moment before; nothing was
 * started.
 */
public final class ProjectChangedException extends IOException {
  private final String path;

  ProjectChangedException(String path) {
    super(
        path
            + " was changed while the session was being prepared, and might be something else now. Try again; if another"
            + " session in this project keeps changing it, end that first");
    this.path = path;
  }

  String path() {
    return path;
  }
}
