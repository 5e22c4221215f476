package dev.paddock.bash;

import java.util.List;

/**
 * Pipelines that are joined by {@code &&} and {@code ||}.
 *
 * @param background whether {@code &} ends it
 */
public record Statement(Pipeline first, List<Link> rest, boolean background) {
  /** Keeps links that nobody changes. */
  public Statement {
    rest = List.copyOf(rest);
  }

  /**
   * One more pipeline.
   *
   * @param and true for {@code &&}, false for {@code ||}
   */
  public record Link(boolean and, Pipeline pipeline) {}
}
