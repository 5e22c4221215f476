package dev.paddock.credentials;

/**
 * Gives keys at the moment of use. Thread-safe; may block for as long as the owner's program takes.
 */
public interface KeyStore {
  /**
   * Returns the key.
   *
   * @throws CredentialException if it can't be had
   */
  String key(Credential credential) throws CredentialException;

  /** Says that the key was not accepted, so that it is asked for anew the next time. */
  void rejected(Credential credential);
}
