package dev.paddock.sandbox;

import java.io.IOException;

/**
 * The kernel refuses a copy-on-write view of a directory, because of its file system, say; nothing
 * was started.
 */
public final class OverlayRefusedException extends IOException {
  private final String lower;

  OverlayRefusedException(String lower, String message) {
    super(message);
    this.lower = lower;
  }

  /** Returns the directory of which there can be no copy-on-write view. */
  public String lower() {
    return lower;
  }
}
