package dev.paddock.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.action.Action;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeakeningTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          src/tax/client.py | session.post(url, json=body, verify=False) | tls-auth-weaken
          src/a.js | new https.Agent({ rejectUnauthorized: false }) | tls-auth-weaken
          main.go | &tls.Config{InsecureSkipVerify: true} | tls-auth-weaken
          .github/workflows/ci.yml | continue-on-error: true | ci-bypass
          .github/workflows/audit.yml | - run: npm audit --audit-level=none | ci-bypass
          .gitlab-ci.yml | allow_failure: true | ci-bypass
          tests/test_tenant.py | @pytest.mark.skip(reason='flaky') | security-test-removal
          src/auth/login.spec.ts | it.skip('refuses a wrong password', () => {}) | security-test-removal
          """)
  void whatTakesASafeguardAwayIsKnown(String path, String text, String rule) {
    assertThat(Weakening.rule(new Action.EditFile(Path.of("/repo").resolve(path), text)))
        .contains(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          src/tax/client.py | session.post(url, json=body, verify=True)
          src/run.sh | continue-on-error: true
          tests/test_parser.py | @pytest.mark.skip(reason='slow')
          .github/workflows/ci.yml | - run: npm test
          README.md | Never write rejectUnauthorized without a reason
          """)
  void whatDoesNotIsLeftAlone(String path, String text) {
    assertThat(Weakening.rule(new Action.WriteFile(Path.of("/repo").resolve(path), text)))
        .isEmpty();
  }

  @Test
  void whatIsReadTakesNothingAway() {
    assertThat(Weakening.rule(new Action.ReadFile(Path.of("/repo/a")))).isEmpty();
  }
}
