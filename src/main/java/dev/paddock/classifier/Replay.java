package dev.paddock.classifier;

import dev.paddock.classifier.Verdicts.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * A stored verdict, had again from what is stored, without asking anybody. Pure.
 *
 * @param judgement what follows now; what it cost is as it was
 * @param isSameVerdict whether that is the stored one
 * @param isSamePrompt whether the text that would be sent now is the one that was sent: another
 *     version of Paddock may word it otherwise
 */
public record Replay(Judgement judgement, boolean isSameVerdict, boolean isSamePrompt) {
  /** Replays a verdict. */
  public static Replay of(JudgementRecord record) {
    Judgement again = again(record).costing(record.judgement().spent());
    return new Replay(
        again,
        again.equals(record.judgement()),
        Prompt.of(record.submission()).digest().equals(record.prompt()));
  }

  private static Judgement again(JudgementRecord record) {
    List<Reply> replies = new ArrayList<>();
    while (true) {
      switch (Verdicts.next(record.submission(), replies)) {
        case Step.Done(Judgement judgement) -> {
          return judgement;
        }
        case Step.Ask(Stage stage) -> {
          int next = replies.size();
          if (next == record.replies().size() || record.replies().get(next).stage() != stage) {
            return new Judgement.NoAnswer(
                record.failure().orElse("No reply to this question is stored"), Spent.NOTHING);
          }
          replies.add(record.replies().get(next));
        }
      }
    }
  }
}
