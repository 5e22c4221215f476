package dev.paddock.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefDecisionTest {
  /** An id is one letter here; "-" is none. */
  @ParameterizedTest
  @CsvSource({
    // ref, agreed, inside, outside, made by the session, decision
    "refs/heads/x, a, a, a, false, Nothing",
    "refs/heads/x, a, b, b, false, Nothing",
    "refs/heads/x, -, b, -, true,  Move",
    "refs/heads/x, a, b, a, false, Move",
    "refs/heads/x, a, b, c, false, Keep",
    "refs/heads/x, -, b, c, true,  Keep",
    "refs/heads/x, a, b, -, false, Keep",
    "refs/heads/x, a, -, a, false, Tell",
    "refs/heads/x, a, -, a, true,  Remove",
    "refs/heads/x, a, -, b, true,  Tell",
    "refs/heads/-x, -, b, -, true, Tell",
    "refs/heads/HEAD, -, b, -, true, Tell",
    "refs/heads/refs/heads/x, -, b, -, true, Tell",
    "refs/heads/x.lock, -, b, -, true, Tell",
    "refs/tags/v1, -, b, -, true, Move",
    "refs/tags/v1, a, b, a, false, Keep",
    "refs/tags/v1, a, -, a, true, Tell",
    "refs/remotes/origin/x, a, b, a, false, Move",
    "refs/remotes/origin/x, a, b, c, false, Nothing",
    "refs/remotes/origin/x, a, -, a, false, Nothing",
    "refs/notes/commits, -, b, -, true, Move",
    "refs/bisect/bad, -, b, -, true, Nothing",
    "refs/replace/abc, -, b, -, true, Tell",
    "refs/paddock/kept/x, -, b, -, true, Nothing",
    "refs/other, -, b, -, true, Tell",
  })
  void aRefIsDecidedOnByWhereItIs(
      String ref, String agreed, String inside, String outside, boolean made, String decision) {
    RefDecision decided = RefDecision.of(ref, id(agreed), id(inside), id(outside), made);

    assertThat(decided.getClass().getSimpleName()).isEqualTo(decision);
  }

  private static Optional<String> id(String letter) {
    return letter.equals("-") ? Optional.empty() : Optional.of(letter.repeat(40));
  }

  @Test
  void aMoveExpectsWhatIsThereNow() {
    assertThat(RefDecision.of("refs/heads/x", id("a"), id("b"), id("a"), false))
        .isEqualTo(new RefDecision.Move(id("a"), "b".repeat(40)));
  }
}
