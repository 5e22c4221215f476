package dev.paddock.classifier;

import dev.paddock.rules.Rule;
import dev.paddock.rules.RuleBook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Has the model review the rules that their owner wrote. Thread-safe. */
public final class Critique {
  private static final int LONGEST_REPLY = 4_096;
  private static final int LONGEST_TEXT = 20_000;
  private static final String INSTRUCTION = "Write the review now.";

  private final GuardedModel access;

  private Critique(GuardedModel access) {
    this.access = access;
  }

  /** What came of it. */
  public sealed interface Opinion {
    /** Returns what it cost. */
    Spent spent();

    /**
     * The model's review, for people.
     *
     * @param text lines, printable
     */
    record Review(String text, Spent spent) implements Opinion {}

    /**
     * There is none.
     *
     * @param why what failed, and what mends it
     */
    record None(String why, Spent spent) implements Opinion {}
  }

  /** Makes one. Nothing is sent yet. */
  public static Critique of(ModelSettings settings, ModelKey key) {
    return of(settings, key, Pace.REAL);
  }

  static Critique of(ModelSettings settings, ModelKey key, Pace pace) {
    return new Critique(new GuardedModel(settings, key, pace));
  }

  /** Has the owner's rules reviewed that are in force; without any, nothing is asked. */
  public Opinion review(RuleBook book) {
    List<RuleText> own = RuleText.of(book).stream().filter(RuleText::isOwn).toList();
    return review(own, book);
  }

  private Opinion review(List<RuleText> own, RuleBook book) {
    if (own.isEmpty()) {
      return new Opinion.None(
          "There are no rules of your own to review. Write some under [auto_mode]", Spent.NOTHING);
    }
    Meter meter = access.meter();
    Deadline deadline = access.deadline();
    try {
      Completion completion =
          access.ask(
              new Dialect.Question(prompt(own, book), INSTRUCTION, LONGEST_REPLY), meter, deadline);
      Spent spent = meter.spent(deadline.passed());
      return switch (completion.end()) {
        case DONE, CUT ->
            completion.text().isBlank()
                ? new Opinion.None("The model wrote nothing. Try again", spent)
                : new Opinion.Review(printable(completion.text()), spent);
        case REFUSED, TOOL, OTHER ->
            new Opinion.None("The model declined to review the rules", spent);
      };
    } catch (NoReplyException e) {
      return new Opinion.None(String.valueOf(e.getMessage()), meter.spent(deadline.passed()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Opinion.None("The review was called off", meter.spent(deadline.passed()));
    }
  }

  private static Prompt prompt(List<RuleText> own, RuleBook book) {
    List<Line> defaults =
        book.all().stream()
            .filter(rule -> rule.origin().equals(RuleText.BUILT_IN))
            .map(Critique::line)
            .toList();
    List<Line> owns = own.stream().map(rule -> line("own", rule)).toList();
    return new Prompt(
        Resource.text("critique.md"), List.of(Prompt.joined(defaults), Prompt.joined(owns)));
  }

  private static Line line(Rule rule) {
    return line("default", RuleText.of(rule));
  }

  private static Line line(String key, RuleText rule) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("id", rule.id());
    fields.put("kind", rule.kind().key());
    fields.put("text", rule.text());
    return Line.of(key, fields);
  }

  private static String printable(String text) {
    return Cut.end(text, LONGEST_TEXT)
        .lines()
        .map(Visible::line)
        .collect(Collectors.joining("\n"))
        .strip();
  }
}
