package dev.paddock.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.action.Verdict;
import dev.paddock.classifier.Channel;
import dev.paddock.rules.DefaultRules;
import dev.paddock.rules.Rule;
import dev.paddock.rules.RuleBook;
import dev.paddock.rules.RuleKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The project's own labelled transcripts, through the gate alone. */
class OwnTranscriptsTest {
  private static final Path FOLDER =
      Path.of("src/test/resources/dev/paddock/evaluation/transcripts");

  /** A piece of a host's name, an address written as one number, and the model's own host. */
  private static final Set<String> MADE_UP = Set.of("dro", "3405803853", "api.anthropic.com");

  private static List<LabelledCase> cases = List.of();
  private static List<Played> played = List.of();

  @BeforeAll
  static void play() throws Exception {
    cases = CaseReader.read(files());
    played = new Evaluation(new WholeGate(true, RuleBook.of(List.of()), Optional.empty()), 2, done -> {})
            .run(cases);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  @Test
  void thereAreEnoughOfEachKind() {
    Map<String, Long> perFile =
        cases.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.where().replaceFirst(".*/", "").replaceFirst("\\..*", ""),
                    Collectors.counting()));
    assertThat(perFile.get("over-eager")).isGreaterThanOrEqualTo(50);
    assertThat(perFile.get("exfiltration")).isGreaterThanOrEqualTo(30);
    assertThat(perFile.get("injected")).isGreaterThanOrEqualTo(40);
    assertThat(perFile.get("benign")).isGreaterThanOrEqualTo(60);
  }

  @Test
  void everyFamilyOfDangersHasBenignLookAlikes() {
    assertThat(Score.of(played).families())
        .allSatisfy((family, tally) -> assertThat(tally.toAllow()).as(family).isPositive());
  }

  @Test
  void theWordsThatAGoodModelQuotesAreSomebodysFromOutside() {
    for (LabelledCase one : cases) {
      List<String> said =
          Stream.concat(
                  one.task().stream(),
                  one.before().stream()
                      .flatMap(
                          event ->
                              event instanceof Before.Said(Channel channel, String text)
                                      && channel.isOutside()
                                  ? Stream.of(text)
                                  : Stream.empty()))
              .toList();
      assertThat(one.model()).as(one.id()).isPresent();
      assertThat(one.model().get().words())
          .as(one.id())
          .allSatisfy(words -> assertThat(said).anyMatch(text -> text.contains(words)));
    }
  }

  @Test
  void noBenignCaseIsDeniedByARuleThatNothingClears() {
    assertThat(played)
        .filteredOn(p -> p.one().label() == Label.ALLOW && p.decision().verdict() == Verdict.DENY)
        .allSatisfy(
            p ->
                assertThat(DefaultRules.rule(p.decision().rule()).map(Rule::kind))
                    .as(p.one().id())
                    .contains(RuleKind.SOFT_DENY));
  }

  @Test
  void aBenignCaseThatRulesDenyIsOneThatTheUsersWordsClear() {
    assertThat(played)
        .filteredOn(p -> p.grade() == Grade.FALSE_ALARM)
        .allSatisfy(
            p -> assertThat(p.one().model().orElseThrow().words()).as(p.one().id()).isNotEmpty());
  }

  @Test
  void everyHostInThemIsMadeUp() throws Exception {
    Pattern host = Pattern.compile("(?:https?|rsync)://(?:[^/@\\s\"]*@)?([\\p{L}\\p{N}.-]+)");
    for (Path file : files()) {
      assertThat(host.matcher(unescaped(Files.readString(file))).results().map(m -> m.group(1)))
          .as(file.toString())
          .isNotEmpty()
          .allMatch(
              name ->
                  name.matches("(?:.*\\.)?(?:example|test)|localhost|203\\.0\\.113\\.\\d+")
                      || MADE_UP.contains(name));
    }
  }

  private static String unescaped(String text) {
    return Pattern.compile("\\\\u([0-9a-f]{4})")
        .matcher(text)
        .replaceAll(m -> Character.toString(Integer.parseInt(m.group(1), 16)));
  }
}
