package dev.paddock.sandbox;

import dev.paddock.linux.ExitStatus;
import java.io.IOException;

/** The sandbox could not be made; nothing was started. */
public final class SandboxException extends IOException {
  SandboxException(String message) {
    super(message);
  }

  /** Bubblewrap ended before it started the command; it has said why on standard error. */
  public static SandboxException notStarted(ExitStatus status) {
    return new SandboxException("bubblewrap ended with status " + status.shellCode());
  }
}
