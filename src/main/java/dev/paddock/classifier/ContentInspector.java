package dev.paddock.classifier;

/**
 * Looks at content from outside before an agent reads it. Implementations are thread-safe and never
 * throw.
 */
@FunctionalInterface
public interface ContentInspector {
  /**
   * Tells whether a text speaks to agents.
   *
   * @return {@link Judgement.Denied} if it does, {@link Judgement.Allowed} if not; nothing is
   *     blocked by either
   */
  Judgement inspect(String text);
}
