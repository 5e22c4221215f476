package dev.paddock.sandbox;

import java.io.IOException;

/** The sandbox could not be made; nothing was started. */
public final class SandboxException extends IOException {
  SandboxException(String message) {
    super(message);
  }
}
