package dev.paddock.session;

import dev.paddock.classifier.Classifier;
import dev.paddock.classifier.CountedVerdicts;
import dev.paddock.classifier.JudgementRecords;
import dev.paddock.classifier.ModelClassifier;
import dev.paddock.classifier.Totals;
import dev.paddock.evaluation.WholeGate;
import dev.paddock.profile.Flags;
import dev.paddock.profile.LoadedProfile;
import dev.paddock.profile.ProfileException;
import dev.paddock.rules.RuleBook;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The gate as sessions of a caller have it, for labelled cases. */
final class EvaluatedGates {
  private static final int AT_ONCE = 8;
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private EvaluatedGates() {}

  /**
   * Makes one. Without the model the built-in rules count, so that everybody gets the same numbers.
   */
  static PipelineFactory.Made of(PipelineFactory.Wanted wanted) throws SessionException {
    if (!wanted.classifier()) {
      return new PipelineFactory.Made(
          new WholeGate(wanted.fenced(), RuleBook.of(List.of()), Optional.empty()),
          "the gate alone",
          PROCESSORS,
          () -> "");
    }
    Caller caller = wanted.caller();
    Path project = Profiles.project(caller);
    LoadedProfile loaded = loaded(caller, project);
    ConfiguredModel model =
        ConfiguredModel.of(caller, project, loaded.profile().classifier())
            .orElseThrow(
                () ->
                    new SessionException(
                        "Your profile names no model that judges",
                        "Write [classifier] with a key, or leave --provider out"));
    RuleBook book = EffectiveRules.of(caller, loaded).book();
    Totals totals = new Totals();
    Classifier classifier =
        new CountedVerdicts(
            ModelClassifier.of(model.settings(), model.key(), book, JudgementRecords.NONE), totals);
    return new PipelineFactory.Made(
        new WholeGate(wanted.fenced(), book, Optional.of(classifier)),
        "the gate with " + model.settings().model(),
        AT_ONCE,
        totals::text);
  }

  private static LoadedProfile loaded(Caller caller, Path project) throws SessionException {
    try {
      return Profiles.load(caller, project, Optional.empty(), Flags.NONE).loaded();
    } catch (ProfileException e) {
      throw new SessionException(String.valueOf(e.getMessage()));
    }
  }
}
