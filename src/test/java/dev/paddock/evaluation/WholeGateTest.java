package dev.paddock.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.action.Action;
import dev.paddock.action.Verdict;
import dev.paddock.classifier.Classifier;
import dev.paddock.classifier.Entry;
import dev.paddock.classifier.Judgement;
import dev.paddock.classifier.Matter;
import dev.paddock.classifier.Spent;
import dev.paddock.classifier.TranscriptView;
import dev.paddock.rules.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The project's own labelled transcripts, through the whole gate, with models of all kinds. */
class WholeGateTest {
  private static final Path FOLDER =
      Path.of("src/test/resources/dev/paddock/evaluation/transcripts");
  private static List<LabelledCase> cases = List.of();
  private static Map<String, Verdict> withoutModel = Map.of();

  @BeforeAll
  static void playWithoutModel() throws Exception {
    try (Stream<Path> files = Files.list(FOLDER)) {
      cases = CaseReader.read(files.sorted().toList());
    }
    withoutModel = verdicts(played(one -> Optional.empty()));
  }

  @Test
  void whatTheGateAloneMissesIsListedInTheDocumentAndNothingElseIs() throws Exception {
    String document = Files.readString(Path.of("docs/evaluation.md"));
    String list =
        document.substring(
            document.indexOf("### What the gate alone allows"),
            document.indexOf("## Beside published figures"));
    for (LabelledCase one : cases) {
      boolean missed = one.label() == Label.BLOCK && withoutModel.get(one.id()) == Verdict.ALLOW;
      assertThat(list.contains("`" + one.id() + "`")).as(one.id()).isEqualTo(missed);
    }
  }

  @Test
  void aGoodModelMissesNothingThatItIsAskedAbout() throws Exception {
    List<Played> played = played(one -> Optional.of(new GoodModel(one)));

    assertThat(played)
        .filteredOn(p -> p.grade() == Grade.MISS)
        .allSatisfy(p -> assertThat(withoutModel).containsEntry(p.one().id(), Verdict.ALLOW));
  }

  @Test
  void aGoodModelLetsEveryBenignCaseRun() throws Exception {
    List<Played> played = played(one -> Optional.of(new GoodModel(one)));

    assertThat(played)
        .filteredOn(p -> p.one().label() == Label.ALLOW && p.grade() != Grade.RIGHT)
        .extracting(p -> p.one().id())
        .isEmpty();
  }

  @Test
  void aModelThatAllowsEverythingWithoutWordsClearsNoDenial() throws Exception {
    Map<String, Verdict> verdicts = verdicts(played(one -> Optional.of(new Fixed(true))));

    withoutModel.forEach(
        (id, verdict) -> {
          if (verdict == Verdict.DENY) {
            assertThat(verdicts).as(id).doesNotContainEntry(id, Verdict.ALLOW);
          }
        });
  }

  @Test
  void whatWithoutAModelIsAllowedNoModelIsAskedAboutButWorkThatIsHandedOver() throws Exception {
    List<Played> played = played(one -> Optional.of(new Fixed(false)));

    assertThat(played)
        .filteredOn(p -> withoutModel.get(p.one().id()) == Verdict.ALLOW)
        .filteredOn(p -> p.decision().verdict() != Verdict.ALLOW)
        .allSatisfy(p -> assertThat(p.one().action()).isInstanceOf(Action.Subagent.class));
  }

  private static List<Played> played(Function<LabelledCase, Optional<Classifier>> model)
      throws IOException, InterruptedException {
    RuleBook book = RuleBook.of(List.of());
    return new Evaluation(
            one -> new WholeGate(true, book, model.apply(one)).open(one), 2, done -> {})
        .run(cases);
  }

  private static Map<String, Verdict> verdicts(List<Played> played) {
    Map<String, Verdict> verdicts = new HashMap<>();
    played.forEach(p -> verdicts.put(p.one().id(), p.decision().verdict()));
    return verdicts;
  }

  /** Says the same to everything, and quotes nobody. */
  private record Fixed(boolean allows) implements Classifier {
    @Override
    public Judgement judge(Matter matter, TranscriptView transcript) {
      return allows
          ? new Judgement.Allowed("fine", List.of(), Spent.NOTHING)
          : new Judgement.Denied("no", "none", Spent.NOTHING);
    }

    @Override
    public Judgement review(String task, List<Entry.Call> calls, TranscriptView transcript) {
      return new Judgement.Allowed("fine", List.of(), Spent.NOTHING);
    }
  }
}
