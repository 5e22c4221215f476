package dev.paddock.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingTest {
  @Test
  void whatWorksNeedsNoFix() {
    assertThat(Finding.works("kernel", "Linux 6.18").fix()).isEmpty();
    assertThat(Finding.works("kernel", "Linux 6.18").sentence()).isEqualTo("kernel: Linux 6.18");
  }

  @Test
  void whatIsMissingSaysWhatMendsIt() {
    Finding finding = Finding.missing("bubblewrap", "not found", "Install it");
    assertThat(finding.status()).isEqualTo(Finding.Status.MISSING);
    assertThat(finding.sentence()).isEqualTo("bubblewrap: not found. Install it");
  }

  @Test
  void whatIsWorthANoteSaysWhatMendsIt() {
    assertThat(Finding.note("limits", "some", "Do this").fix()).contains("Do this");
  }
}
