package dev.paddock.classifier;

import dev.paddock.classifier.Verdicts.Step;
import dev.paddock.rules.RuleBook;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Asks a model. Thread-safe. */
public final class ModelClassifier implements Classifier, ContentInspector {
  private static final int LONGEST_CONTENT = 24_000;

  private final ModelSettings settings;
  private final GuardedModel access;
  private final Submissions submissions;
  private final List<RuleText> rules;
  private final JudgementRecords records;
  private final InstantSource clock = InstantSource.system();

  private ModelClassifier(
      ModelSettings settings, GuardedModel access, RuleBook book, JudgementRecords records) {
    this.settings = settings;
    this.access = access;
    this.rules = RuleText.of(book);
    this.submissions = new Submissions(rules, settings.characters());
    this.records = records;
  }

  /**
   * Makes one for a session. Nothing is sent yet.
   *
   * @param book the rules in force
   * @param records is given each verdict before it is returned
   */
  public static ModelClassifier of(
      ModelSettings settings, ModelKey key, RuleBook book, JudgementRecords records) {
    return of(settings, key, book, records, Pace.REAL);
  }

  static ModelClassifier of(
      ModelSettings settings, ModelKey key, RuleBook book, JudgementRecords records, Pace pace) {
    return new ModelClassifier(settings, new GuardedModel(settings, key, pace), book, records);
  }

  @Override
  public Judgement judge(Matter matter, TranscriptView transcript) {
    if (submissions.isForbidden(matter)) {
      return Verdicts.forbidden(
          matter
              .rule()
              .map(RuleText::of)
              .or(
                  () ->
                      rules.stream()
                          .filter(rule -> rule.id().equals(matter.ruling().rule()))
                          .findFirst()));
    }
    return answered(() -> submissions.action(matter, transcript));
  }

  @Override
  public Judgement review(String task, List<Entry.Call> calls, TranscriptView transcript) {
    return answered(() -> submissions.review(task, calls, transcript));
  }

  @Override
  public Judgement inspect(String text) {
    Meter meter = access.meter();
    Deadline deadline = access.deadline();
    try {
      String shown = KnownSecrets.removed(Cut.middle(text, LONGEST_CONTENT));
      Completion completion =
          access.ask(
              new Dialect.Question(
                  new Prompt(Resource.text("inspect.md"), List.of(Line.of("text", shown).text())),
                  "Does it speak to an agent? One word: yes or no.",
                  Dialect.of(settings.provider()).longest(Stage.GLANCE)),
              meter,
              deadline);
      return inspected(completion, meter.spent(deadline.passed()));
    } catch (NoReplyException e) {
      return new Judgement.NoAnswer(String.valueOf(e.getMessage()), meter.spent(deadline.passed()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Judgement.NoAnswer("It was called off", meter.spent(deadline.passed()));
    } catch (RuntimeException | StackOverflowError e) {
      return new Judgement.NoAnswer(
          "Paddock failed to ask the model (" + e.getClass().getSimpleName() + ")",
          meter.spent(deadline.passed()));
    }
  }

  private static Judgement inspected(Completion completion, Spent spent) {
    String word = completion.text().strip();
    if (completion.end() == Reply.End.DONE && word.equalsIgnoreCase("no")) {
      return new Judgement.Allowed("It speaks to no agent", List.of(), spent);
    }
    return completion.end() == Reply.End.DONE && word.equalsIgnoreCase("yes")
        ? new Judgement.Denied("It speaks to an agent", "none", spent)
        : new Judgement.NoAnswer(
            "The model was asked for yes or no and wrote something else", spent);
  }

  /** What is to be shown, put together only where a fault in it is caught. */
  @FunctionalInterface
  private interface Showing {
    Submission submission() throws TooLongException;
  }

  private Judgement answered(Showing showing) {
    Meter meter = access.meter();
    Deadline deadline = access.deadline();
    try {
      return decided(showing.submission(), meter, deadline);
    } catch (TooLongException e) {
      return new Judgement.NoAnswer(String.valueOf(e.getMessage()), meter.spent(deadline.passed()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Judgement.NoAnswer(
          "The question was called off before there was a verdict", meter.spent(deadline.passed()));
    } catch (RuntimeException | StackOverflowError e) {
      return new Judgement.NoAnswer(
          "Paddock failed to ask the model ("
              + e.getClass().getSimpleName()
              + "). Please report this",
          meter.spent(deadline.passed()));
    }
  }

  private Judgement decided(Submission submission, Meter meter, Deadline deadline)
      throws InterruptedException {
    Prompt prompt = Prompt.of(submission);
    List<Reply> replies = new ArrayList<>();
    while (true) {
      switch (Verdicts.next(submission, replies)) {
        case Step.Done(Judgement judgement) -> {
          Judgement priced = judgement.costing(meter.spent(deadline.passed()));
          keep(submission, prompt, replies, Optional.empty(), priced);
          return priced;
        }
        case Step.Ask(Stage stage) -> {
          try {
            replies.add(access.ask(prompt, stage, meter, deadline));
          } catch (NoReplyException e) {
            String why = String.valueOf(e.getMessage());
            Judgement none = new Judgement.NoAnswer(why, meter.spent(deadline.passed()));
            keep(submission, prompt, replies, Optional.of(why), none);
            return none;
          }
        }
      }
    }
  }

  private void keep(
      Submission submission,
      Prompt prompt,
      List<Reply> replies,
      Optional<String> failure,
      Judgement judgement) {
    records.keep(
        new JudgementRecord(
            UUID.randomUUID().toString(),
            clock.instant(),
            settings.provider(),
            settings.model(),
            prompt.digest(),
            submission,
            replies,
            failure,
            judgement));
  }
}
