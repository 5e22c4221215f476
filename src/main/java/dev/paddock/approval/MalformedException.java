package dev.paddock.approval;

import java.io.IOException;

/** A line that is not what the other side has to send. */
final class MalformedException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedException(String what) {
    super(what);
  }
}
