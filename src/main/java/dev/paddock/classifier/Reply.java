package dev.paddock.classifier;

/**
 * What a model wrote.
 *
 * @param stage what it was asked
 * @param text as it came
 * @param end why it stopped
 */
public record Reply(Stage stage, String text, End end) {
  /** Why a model stopped. */
  public enum End {
    /** It had said all. */
    DONE,
    /** It was cut off at the longest reply. */
    CUT,
    /** It, or its provider, declined. */
    REFUSED,
    /** It wanted to call a tool, though it has none. */
    TOOL,
    /** For a reason that is not known here. */
    OTHER
  }
}
