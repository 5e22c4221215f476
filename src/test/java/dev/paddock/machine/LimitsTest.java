package dev.paddock.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.machine.Finding.Status;
import org.junit.jupiter.api.Test;

class LimitsTest {
  @Test
  void allLimitsHoldForAnOrdinaryUser() {
    assertThat(Limits.check(1000).status()).isEqualTo(Status.WORKS);
  }

  @Test
  void whatTheKernelDoesNotLimitForRootIsSaid() {
    assertThat(Limits.check(0).status()).isNotEqualTo(Status.MISSING);
    assertThat(Limits.check(0).measured()).contains("processes");
  }
}
