package dev.paddock.home;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSecretsTest {
  private final KnownSecrets secrets = new KnownSecrets();

  /** Put together here, so that no file has one in a piece. */
  @ParameterizedTest
  @CsvSource({
    "github-token, ghp_, aB3dE6gH9jK2mN5pQ8sT1vW4xY7zA0bC3dE6",
    "aws-access-key, AKIA, QYLPMN5HHHFPZAM2",
    "stripe-key, sk_live_, aB3dE6gH9jK2mN5pQ8sT1v",
    "private-key, -----BEGIN OPENSSH, ' PRIVATE KEY-----'",
  })
  void aKeyIsFoundInALineAndItsKindIsNamed(String kind, String start, String rest) {
    assertThat(secrets.kindIn("x = \"" + start + rest)).contains(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "String password = System.getenv(\"PASSWORD\");",
        "token: ${{ secrets.GITHUB_TOKEN }}",
        "https://user:password@example.com/",
        "aws_access_key_id = AKIAIOSFODNN7EXAMPLE",
        "integrity sha512-4Rk6Zm1QqvQ0f1x5T5B2B6dPpJj7w9s2cK3uQ0V8xkA==",
        "if (line.startsWith(\"-----BEGIN PRIVATE KEY-----\")) {",
        "npm_config_registry ghp_short sk-learn",
      })
  void ordinaryCodeIsNot(String line) {
    assertThat(secrets.kindIn(line)).isEmpty();
  }
}
