package dev.paddock.classifier;

import dev.paddock.action.Action;
import dev.paddock.action.Effect;
import dev.paddock.action.FileAccess;
import dev.paddock.action.Verdict;
import java.util.List;
import java.util.Optional;

/** One thing of a session that a model is told: words of people, and bare actions. */
public sealed interface Entry {
  /** Somebody's words. */
  record Words(Channel channel, String text) implements Entry {
    private static final String ANSWERED = "The user answered a question of Paddock's: ";

    /**
     * Tells, in Paddock's own words, that a question was answered. An answer is bound to the one
     * action that was shown: this sentence is for the model to know, and clears nothing.
     */
    public static Words ofAnswer(String what) {
      return new Words(Channel.ANSWER, ANSWERED + what);
    }

    /** Tells whether this could clear something: the user's own words from outside. */
    public boolean isUsersFromOutside() {
      return channel.isOutside();
    }
  }

  /**
   * What an agent asked to do; never its prose about it.
   *
   * @param effects what the gate found that it would do
   * @param verdict what became of it
   * @param subagent the helper that asked; empty for the agent itself
   */
  record Call(Action action, List<Effect> effects, Verdict verdict, Optional<String> subagent)
      implements Entry {
    /** Keeps a list that nobody changes. */
    public Call {
      effects = List.copyOf(effects);
    }

    /** Tells whether it may have changed a file, as far as its effects tell. */
    boolean changes() {
      return verdict != Verdict.DENY && effects.stream().anyMatch(Call::changes);
    }

    private static boolean changes(Effect effect) {
      return switch (effect) {
        case Effect.Touches(FileAccess access, var _) ->
            access != FileAccess.LOOK
                && access != FileAccess.READ
                && access != FileAccess.READ_TREE;
        case Effect.Starts _,
            Effect.RunsCode _,
            Effect.Connects _,
            Effect.Does _,
            Effect.NotRead _,
            Effect.Unknown _ ->
            false;
      };
    }
  }

  /**
   * That suspicious content came in, in Paddock's own words; never the content.
   *
   * @param what for the model: which kind of finding, by which tool
   */
  record Warning(String what) implements Entry {}
}
