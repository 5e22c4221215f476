package dev.paddock.profile;

import java.util.List;
import java.util.stream.Collectors;

/** A profile that can't be used, with everything that is wrong in any of its layers. */
public final class ProfileException extends Exception {
  private final transient List<Problem> problems;

  /**
   * Tells what is wrong.
   *
   * @param problems at least one
   */
  public ProfileException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Returns the problems in the order of the layers, and of the lines in each; never empty. */
  public List<Problem> problems() {
    return problems;
  }
}
