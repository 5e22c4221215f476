package dev.paddock.egress;

/** Is told what happens; must not block. Thread-safe. */
public interface EgressEvents {
  /** Something was not let out. */
  void refused(Refusal refusal);

  /** An allowed host could not be reached: {@code problem} is for people. */
  void failed(Destination destination, String problem);

  /** A connection was made. */
  void connected(Destination destination);

  /**
   * A request was read and let through.
   *
   * @param credential the name of what was added, or an empty text
   */
  void requested(Destination destination, String method, String path, String credential);
}
