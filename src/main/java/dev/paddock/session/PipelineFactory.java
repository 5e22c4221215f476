package dev.paddock.session;

import dev.paddock.evaluation.Pipeline;
import java.util.function.Supplier;

/** Makes what labelled cases are played through. */
@FunctionalInterface
public interface PipelineFactory {
  /** What {@code paddock eval} has unless a test says otherwise. */
  PipelineFactory USUAL = EvaluatedGates::of;

  /** Makes one. */
  Made pipeline(Wanted wanted) throws SessionException;

  /**
   * What is to be evaluated.
   *
   * @param caller whose profile says which classifier there is
   * @param fenced as in a session, or as if there were no walls
   * @param classifier whether the configured one is asked too
   */
  record Wanted(Caller caller, boolean fenced, boolean classifier) {}

  /**
   * What was made.
   *
   * @param name for people: what decides in it
   * @param atOnce how many cases may be played at once
   * @param cost asked when all are played: what the verdicts cost, for people; empty for nothing
   */
  record Made(Pipeline pipeline, String name, int atOnce, Supplier<String> cost) {}
}
