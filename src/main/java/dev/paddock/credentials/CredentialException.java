package dev.paddock.credentials;

/** A key can't be had; the message names the credential and the cause, never the key. */
public final class CredentialException extends Exception {
  /** Makes one. */
  public CredentialException(String message) {
    super(message);
  }
}
