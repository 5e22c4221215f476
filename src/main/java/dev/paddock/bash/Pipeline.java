package dev.paddock.bash;

import java.util.List;

/**
 * Commands of which each reads what the one before writes.
 *
 * @param stages at least one
 */
public record Pipeline(boolean negated, boolean timed, List<Stage> stages) {
  /** Keeps stages that nobody changes. */
  public Pipeline {
    stages = List.copyOf(stages);
  }

  /**
   * One command of a pipeline.
   *
   * @param errorsToo whether {@code |&} leads its errors into the next one, too
   */
  public record Stage(Command command, boolean errorsToo) {}
}
