package dev.paddock.signing;

/** Is told what is signed; must not block. Thread-safe. */
public interface SigningEvents {
  /**
   * Something was signed.
   *
   * @param key what is known of the key to everybody: its comment or id
   */
  void signed(String key);

  /**
   * Something was asked for that is not signing a commit or a tag.
   *
   * @param what a sentence
   */
  void refused(String what);
}
