package dev.paddock.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserNamespacesTest {
  @Test
  void aRefusalIsExplainedWithOneFix() throws Exception {
    Finding finding = UserNamespaces.explain("unshare: unshare failed: Operation not permitted");
    assertThat(finding.status()).isEqualTo(Finding.Status.MISSING);
    assertThat(finding.name()).isEqualTo("user namespaces");
    assertThat(finding.fix().orElseThrow()).isNotBlank().doesNotContain("\n");
  }
}
