package dev.paddock.session;

import dev.paddock.approval.Answer;
import dev.paddock.approval.QuestionEvents;
import dev.paddock.approval.QuestionServer;
import dev.paddock.approval.Questions;
import dev.paddock.approval.ShownQuestion;
import dev.paddock.classifier.Classifier;
import dev.paddock.classifier.ContentInspector;
import dev.paddock.classifier.CountedVerdicts;
import dev.paddock.classifier.Entry;
import dev.paddock.classifier.Judgement;
import dev.paddock.classifier.JudgementFile;
import dev.paddock.classifier.ModelClassifier;
import dev.paddock.classifier.RememberedVerdicts;
import dev.paddock.classifier.Totals;
import dev.paddock.classifier.Transcript;
import dev.paddock.gate.Effects;
import dev.paddock.gate.JudgedGate;
import dev.paddock.gate.SessionGate;
import dev.paddock.git.CommittedText;
import dev.paddock.profile.Profile;
import dev.paddock.provenance.Committed;
import dev.paddock.provenance.Mention;
import dev.paddock.provenance.Provenance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A session's gate with all that it decides by: the rules, where names come from, the model that
 * the profile names, and the people outside who answer {@code paddock ask}.
 */
final class SessionJudge {
  private final GateFactory.Setting session;
  private final Totals totals = new Totals();
  private final Transcript transcript = new Transcript();
  private final Questions questions;
  private final QuestionServer server;
  private final Optional<JudgementFile> records;
  private final JudgedGate gate;

  private SessionJudge(GateFactory.Setting session, Committed committed)
      throws IOException, SessionException {
    this.session = session;
    Profile profile = session.loaded().profile();
    EffectiveRules rules = EffectiveRules.of(session.caller(), session.loaded());
    Optional<ConfiguredModel> model =
        ConfiguredModel.of(session.caller(), session.project(), profile.classifier());
    records = model.isPresent() ? Optional.of(records()) : Optional.empty();
    Optional<ModelClassifier> asked =
        model.map(
            one ->
                ModelClassifier.of(one.settings(), one.key(), rules.book(), records.orElseThrow()));
    questions = new Questions(Effects::shown, new Answers(transcript));
    gate =
        new JudgedGate(
            new JudgedGate.Parts(
                new SessionGate(session.project(), session.caller().home(), session.imported()),
                rules.book(),
                transcript,
                provenance(profile, committed),
                asked.map(this::classifier),
                asked.filter(_ -> profile.classifier().areResultsInspected()).map(this::inspector),
                questions,
                profile.ask().patienceInForce(),
                session.events()));
    server = // the last: who fails before has no server to close
        QuestionServer.start(WaitingQuestions.socket(session.folders(), session.id()), questions);
  }

  /**
   * Opens the gate of a session: at once where a model is configured, whose settings may be wrong;
   * else when the first agent asks. What was committed is that of now in both cases.
   */
  static GateFactory.Opened open(GateFactory.Setting session) throws IOException, SessionException {
    Committed committed = committed(session.project());
    if (session.loaded().profile().classifier().isConfigured()) {
      SessionJudge judge = new SessionJudge(session, committed);
      return new GateFactory.Opened(judge.gate, judge::end);
    }
    AtomicReference<Optional<SessionJudge>> made = new AtomicReference<>(Optional.empty());
    return new GateFactory.Opened(
        new LazyGate(
            () -> {
              SessionJudge judge = made(session, committed);
              made.set(Optional.of(judge));
              return judge.gate;
            }),
        () -> made.get().ifPresent(SessionJudge::end));
  }

  private static SessionJudge made(GateFactory.Setting session, Committed committed) {
    try {
      return new SessionJudge(session, committed);
    } catch (IOException e) {
      throw new UncheckedIOException("the session's gate can't be made: " + e.getMessage(), e);
    } catch (SessionException e) {
      throw new IllegalStateException("the session's gate can't be made: " + e.getMessage(), e);
    }
  }

  private JudgementFile records() throws IOException {
    return JudgementFile.open(JudgementRecordFiles.fresh(session.folders().logs(), session.id()));
  }

  private Classifier classifier(ModelClassifier model) {
    return new CountedVerdicts(new RememberedVerdicts(model), totals);
  }

  private ContentInspector inspector(ModelClassifier model) {
    return text -> {
      Judgement judgement = model.inspect(text);
      totals.count(judgement);
      return judgement;
    };
  }

  private static Committed committed(Path project) {
    Path git = project.resolve(".git");
    Optional<Path> folder =
        Files.isDirectory(git) ? Optional.of(git) : LinkedWorktree.gitFolder(project);
    return folder
        .map(one -> CommittedText.atHead(one, Mention::exact))
        .<Committed>map(text -> text::contains)
        .orElse(Committed.NOTHING);
  }

  private Provenance provenance(Profile profile, Committed committed) {
    return new Provenance(
        session.project(),
        session.caller().home(),
        new NamedInProfile(profile, session.remotes()),
        committed);
  }

  private void end() {
    questions.close();
    close("the socket of `paddock ask` can't be removed", server::close);
    records.ifPresent(kept -> close("the record of verdicts can't be closed", kept::close));
    if (totals.verdicts() > 0) {
      session.notices().accept(totals.text());
    }
    if (records.isPresent() && records.get().lost() > 0) {
      session
          .notices()
          .accept(records.get().lost() + " verdicts are missing in the session's record");
    }
  }

  /** Something that ends with the session. */
  @FunctionalInterface
  private interface Closing {
    void close() throws IOException;
  }

  private void close(String failure, Closing closing) {
    try {
      closing.close();
    } catch (IOException e) {
      session.notices().accept(failure + ": " + e.getMessage());
    }
  }

  /** A person's answer is something new in the context. */
  private record Answers(Transcript transcript) implements QuestionEvents {
    @Override
    public void waits(ShownQuestion question) {
      // `paddock ask` shows it; the session's terminal is the agent's.
    }

    @Override
    public void answered(ShownQuestion question, Answer answer) {
      transcript.add(
          Entry.Words.ofAnswer(
              switch (answer) {
                case ALLOW_ONCE -> "that action may run once.";
                case ALLOW_SESSION -> "that action may run in this session.";
                case DENY -> "that action may not run.";
              }));
    }
  }
}
