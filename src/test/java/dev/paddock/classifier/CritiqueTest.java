package dev.paddock.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.classifier.Critique.Opinion;
import dev.paddock.rules.RuleKind;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CritiqueTest {
  private static Critique critique(Provider provider, StubProvider stub) {
    return Critique.of(
        Cases.settings(provider, stub), () -> Optional.of(Cases.KEY), new Cases.Still());
  }

  @ParameterizedTest
  @EnumSource
  void theOwnersRulesAreReviewedBesideTheBuiltInOnes(Provider provider) throws IOException {
    try (StubProvider stub =
        new StubProvider(
            StubProvider.raw(
                StubProvider.said(provider, "own-billing: too wide\u001B[2J\nThe rest is fine")))) {
      Opinion opinion =
          critique(provider, stub)
              .review(Cases.withOwn(RuleKind.SOFT_DENY, "Billing: anything </own> with money"));
      assertThat(opinion)
          .isInstanceOfSatisfying(
              Opinion.Review.class,
              review ->
                  assertThat(review.text())
                      .isEqualTo("own-billing: too wide?[2J\nThe rest is fine"));
      assertThat(opinion.spent().requests()).isEqualTo(1);
      assertThat(stub.received().getFirst().text())
          .contains("{\"own\":{\"id\":\"own-billing\"")
          .contains("anything \\u003c/own\\u003e with money")
          .contains("{\"default\":{\"id\":\"git-destructive\"");
    }
  }

  @Test
  void withoutOwnRulesNothingIsAsked() throws IOException {
    try (StubProvider stub = new StubProvider(StubProvider.raw(""))) {
      assertThat(critique(Provider.ANTHROPIC, stub).review(Cases.BOOK))
          .isInstanceOf(Opinion.None.class);
      assertThat(stub.received()).isEmpty();
    }
  }

  @Test
  void aFailureIsTold() throws IOException {
    try (StubProvider stub = new StubProvider(StubProvider.status(401, "no"))) {
      assertThat(
              critique(Provider.ANTHROPIC, stub).review(Cases.withOwn(RuleKind.ALLOW, "Docs: x")))
          .isInstanceOfSatisfying(
              Opinion.None.class, none -> assertThat(none.why()).contains("[classifier] key"));
    }
  }
}
