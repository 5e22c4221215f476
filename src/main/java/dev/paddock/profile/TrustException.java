package dev.paddock.profile;

import java.io.IOException;

/** The record of trust that can't be relied on; whatever it is about counts as not trusted. */
public final class TrustException extends IOException {
  TrustException(String message) {
    super(message);
  }
}
