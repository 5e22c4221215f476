package dev.paddock.classifier;

import java.util.List;

/** What a model said, after Paddock has checked what can be checked of it. */
public sealed interface Judgement {
  /** Returns what it cost. */
  Spent spent();

  /** Returns the same, at another cost. */
  default Judgement costing(Spent cost) {
    return switch (this) {
      case Allowed(String reason, List<String> words, Spent _) -> new Allowed(reason, words, cost);
      case Denied(String reason, String rule, Spent _) -> new Denied(reason, rule, cost);
      case NoAnswer(String why, Spent _) -> new NoAnswer(why, cost);
    };
  }

  /**
   * It may run.
   *
   * @param words the user's words that clear the rule, each found word for word in a channel that
   *     nothing inside can forge, or the owner's own exception; empty where no rule had to be
   *     cleared
   */
  record Allowed(String reason, List<String> words, Spent spent) implements Judgement {
    /** Keeps a list that nobody changes. */
    public Allowed {
      words = List.copyOf(words);
    }
  }

  /**
   * It may not run.
   *
   * @param rule the id of the rule that the model named, one that is in force; {@code none}
   */
  record Denied(String reason, String rule, Spent spent) implements Judgement {}

  /**
   * There is no verdict: nothing may run for it.
   *
   * @param why for people: what failed, and what mends it
   */
  record NoAnswer(String why, Spent spent) implements Judgement {}
}
