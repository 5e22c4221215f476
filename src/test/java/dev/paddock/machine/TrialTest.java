package dev.paddock.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TrialTest {
  @Test
  void aProgramThatEndsWellSucceeds() {
    assertThat(Trial.of("sh", "-c", "echo one; echo two >&2"))
        .isEqualTo(new Trial(true, "one\ntwo"));
  }

  @Test
  void aProgramThatEndsBadlyFailsWithItsLastLine() {
    Trial trial = Trial.of("sh", "-c", "echo first; echo why >&2; exit 3");
    assertThat(trial.succeeded()).isFalse();
    assertThat(trial.lastLine()).isEqualTo("why");
  }

  @Test
  void aProgramThatSaysNothingHasALastLineAllTheSame() {
    assertThat(Trial.of("false").lastLine()).isEqualTo("no output");
  }

  @Test
  void aProgramThatIsNotThereFails() {
    Trial trial = Trial.of("paddock-no-such-program");
    assertThat(trial.succeeded()).isFalse();
    assertThat(trial.lastLine()).contains("paddock-no-such-program");
  }

  @Test
  void aProgramSeesNoVariableOfTheCallers() {
    assertThat(Trial.of("sh", "-c", "echo \"${HOME-none} $LC_ALL\"").output()).isEqualTo("none C");
  }

  @Test
  void aProgramHasNothingToRead() {
    assertThat(Trial.of("cat")).isEqualTo(new Trial(true, ""));
  }

  @Test
  void aFloodOfOutputIsCut() {
    assertThat(Trial.of("sh", "-c", "yes | head -c 100000").output()).hasSize(2000);
  }
}
