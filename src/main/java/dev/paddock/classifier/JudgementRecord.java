package dev.paddock.classifier;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A verdict with all that it came from, so that it can be had again.
 *
 * @param id no other verdict's
 * @param prompt the name of the text that was sent: its hash
 * @param submission what it was made of; bounded, and without secrets of known shapes
 * @param replies as the model wrote them
 * @param failure why there were no more; empty if there were enough
 * @param judgement what followed
 */
public record JudgementRecord(
    String id,
    Instant time,
    Provider provider,
    String model,
    String prompt,
    Submission submission,
    List<Reply> replies,
    Optional<String> failure,
    Judgement judgement) {
  /** Keeps a list that nobody changes. */
  public JudgementRecord {
    replies = List.copyOf(replies);
  }
}
