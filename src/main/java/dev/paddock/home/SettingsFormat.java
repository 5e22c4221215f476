package dev.paddock.home;

/** How one kind of settings file is read and written. Implementations keep no state. */
@FunctionalInterface
interface SettingsFormat {
  /**
   * Returns a file with only what the sieve lets pass; blank if that is nothing.
   *
   * @throws MalformedSettingsException if the file can't be understood
   */
  String rewrite(byte[] file, Sieve sieve) throws MalformedSettingsException;
}
