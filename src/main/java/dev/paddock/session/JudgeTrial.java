package dev.paddock.session;

import dev.paddock.action.Action;
import dev.paddock.action.Decision;
import dev.paddock.action.Deed;
import dev.paddock.action.Effect;
import dev.paddock.action.Enforcement;
import dev.paddock.action.Verdict;
import dev.paddock.classifier.Channel;
import dev.paddock.classifier.Critique;
import dev.paddock.classifier.Entry;
import dev.paddock.classifier.Judgement;
import dev.paddock.classifier.JudgementRecords;
import dev.paddock.classifier.Matter;
import dev.paddock.classifier.ModelClassifier;
import dev.paddock.classifier.ModelSettings;
import dev.paddock.classifier.TranscriptView;
import dev.paddock.profile.Flags;
import dev.paddock.profile.LoadedProfile;
import dev.paddock.profile.ProfileException;
import dev.paddock.rules.RuleBook;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Asks the configured model once, outside of any session: whether it answers, and what it costs.
 */
public final class JudgeTrial {
  private final ConfiguredModel model;
  private final RuleBook book;
  private final Path project;

  private JudgeTrial(ConfiguredModel model, RuleBook book, Path project) {
    this.model = model;
    this.book = book;
    this.project = project;
  }

  /**
   * Finds the model that a session of this caller would have.
   *
   * @throws SessionException if the profile names none, or can't be read
   */
  public static JudgeTrial of(Caller caller) throws SessionException {
    Path project = Profiles.project(caller);
    LoadedProfile loaded;
    try {
      loaded = Profiles.load(caller, project, Optional.empty(), Flags.NONE).loaded();
    } catch (ProfileException e) {
      throw new SessionException(String.valueOf(e.getMessage()));
    }
    ConfiguredModel model =
        ConfiguredModel.of(caller, project, loaded.profile().classifier())
            .orElseThrow(
                () ->
                    new SessionException(
                        "Your profile names no model that judges",
                        "Write in ~/.config/paddock/profile.toml: [classifier] with key ="
                            + " \"env:NAME\", \"command:…\" or \"file:…\", or with base_url for a server that"
                            + " needs none (docs/judge.md)"));
    return new JudgeTrial(model, EffectiveRules.of(caller, loaded).book(), project);
  }

  /** Returns which model is asked. */
  public ModelSettings settings() {
    return model.settings();
  }

  /** Asks about an everyday action that was asked for; a good model allows it. */
  public Judgement judge() {
    Action action = new Action.Shell("npm install left-pad@1.3.0");
    Decision ruling =
        new Decision(
            Verdict.ASK,
            "code-from-external",
            Enforcement.GATE,
            "it installs packages that the project did not declare",
            "",
            List.of(new Effect.Does(Deed.INSTALL_CHOSEN, "npm install left-pad@1.3.0")));
    Entry task =
        new Entry.Words(
            Channel.TASK, "Install the package left-pad in version 1.3.0 and use it in pad.js");
    return ModelClassifier.of(model.settings(), model.key(), book, JudgementRecords.NONE)
        .judge(
            new Matter(action, project, ruling, book.rule(ruling.rule())),
            new TranscriptView(List.of(task), 1));
  }

  /** Has the model review the owner's own rules. */
  public Critique.Opinion critique() {
    return Critique.of(model.settings(), model.key()).review(book);
  }
}
