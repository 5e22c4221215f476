package dev.paddock.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.gate.Boundary.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundaryWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Fix it, but don't push. | PUSH
          Please do not push anything yet | PUSH
          Don’t commit | COMMIT
          never commit or push | COMMIT,PUSH
          fix the rounding in price.ex. leave it uncommitted. | COMMIT
          do the work without installing any new packages | INSTALL
          Don't push until I've read it | PUSH
          just look, don't change anything: why is it slow? | CHANGE,CHANGE
          Don't open a PR | REQUEST
          you must not deploy today | DEPLOY
          Don't publish it | PUBLISH
          read-only please | CHANGE
          no commits | COMMIT
          Don't delete anything | DELETE
          don't run git push | PUSH
          Don't push and don't commit | COMMIT,PUSH
          Do not push and do not open a PR | PUSH,REQUEST
          I don't want you to push | PUSH
          don't commit/push | COMMIT,PUSH
          don't push -- I'll look first | PUSH
          Don't "push" (yet) | PUSH
          don't push to github | PUSH
          never push or force-push | PUSH
          don't make commits | COMMIT
          please don't create a PR | REQUEST
          nothing should be pushed | PUSH
          no git push please | PUSH
          I'd rather you didn't push | PUSH
          hold off on pushing | PUSH
          """)
  void plainBoundariesAreFound(String text, String kinds) {
    assertThat(BoundaryWords.of(text, false))
        .extracting(boundary -> boundary.kind().name())
        .containsExactlyInAnyOrder(kinds.split(","));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Never push to main",
        "Do not edit generated files by hand; run make gen",
        "don't forget to push",
        "Don't commit secrets",
        "Don't delete the old table",
        "I can't push, what is wrong?",
        "never force-push shared branches",
        "Push it when the tests pass",
        "why does it not install?",
        "the deploy must not be blocked",
        "You don't have to commit",
        "Commit and push, then open a PR",
        "Secrets must not be committed",
        "Don't create files in /tmp",
        "don't run the tests",
        "never force-push"
      })
  void whatForbidsOneObjectOrNothingIsNoBoundary(String text) {
    // "I can't push" is said of oneself; it narrows, and is asked about: it is left out of the
    // rule.
    assertThat(BoundaryWords.of(text, false))
        .filteredOn(boundary -> !text.startsWith("I can't"))
        .isEmpty();
  }

  @Test
  void aConditionInStandingInstructionsIsNone() {
    assertThat(BoundaryWords.of("Never commit without running the tests", true)).isEmpty();
    assertThat(BoundaryWords.of("Don't commit without asking", false)).hasSize(1);
    assertThat(BoundaryWords.of("Never commit. Never push.", true)).hasSize(2);
  }

  @Test
  void aBoundaryMayHoldInOnePlace() {
    assertThat(BoundaryWords.of("Don't delete anything in data/.", false))
        .containsExactly(
            new Boundary(
                Kind.DELETE, Optional.of(Path.of("data")), "don't delete anything in data/"));
    assertThat(BoundaryWords.of("Only touch src/billing. Thanks", false))
        .extracting(Boundary::kind, boundary -> boundary.path().orElseThrow())
        .containsExactly(Tuple.tuple(Kind.OUTSIDE, Path.of("src/billing")));
  }

  @Test
  void muchTextTakesLittle() {
    assertThat(BoundaryWords.of("don't ".repeat(100_000), false)).isEmpty();
    assertThat(BoundaryWords.of("only touch " + "the ".repeat(40_000) + "src/a", false)).isEmpty();
    assertThat(BoundaryWords.of("without " + "a ".repeat(200_000) + "push", false)).isEmpty();
    List<Boundary> many = BoundaryWords.of("don't push. ".repeat(10_000), false);
    assertThat(many).isNotEmpty();
  }
}
