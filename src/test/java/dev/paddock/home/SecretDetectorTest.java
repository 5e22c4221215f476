package dev.paddock.home;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretDetectorTest {
  private final SecretDetector detector = new SecretDetector();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ghp_abcdefghijklmnopqrst",
        "github_pat_11AAAAAAA0abcdefghij",
        "glpat-abcdefghijkl",
        "npm_abcdefghijklmnop",
        "AKIAIOSFODNN7EXAMPLE",
        "sk-ant-api03-abcdefghijk",
        "xoxb-123456789012",
        "eyJhbGciOi.eyJzdWIiOi.sig",
        "-----BEGIN OPENSSH PRIVATE KEY-----",
        "-Dfoo.password=hunter2",
        "--token hunter2",
        "export API_KEY = hunter2",
        "Authorization: Basic aGk6aG8=",
        "bearer hunter2x",
        "user:hunter2@host",
        "9fK2mQ7xL4vB8nR1tY6wZ3",
        "d41d8cd98f00b204e9800998ecf8427e",
        "550e8400-e29b-41d4-a716-446655440000"
      })
  void whatLooksLikeASecretIsFound(String text) {
    assertThat(detector.findsIn("something " + text + " else")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git@git.example.com:team/repo.git",
        "owner@example.com",
        "https://registry.example.com/@scope/",
        "x86_64-unknown-linux-gnu",
        "-Xmx4g -XX:MaxMetaspaceSize=512m -XX:+HeapDumpOnOutOfMemoryError -Dfile.encoding=UTF-8",
        "log --graph --pretty=format:'%C(yellow)%h%Creset %s'",
        "temurin-21.0.5+11.0.LTS",
        "\" Basic configuration of the editor",
        "/usr/lib/jvm/java-25-openjdk-amd64",
        "aarch64-unknown-linux-musl2024"
      })
  void ordinaryValuesAreNot(String text) {
    assertThat(detector.findsIn(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "_authToken", "signing.key", "apiKey", "repoUsername"})
  void keysThatNameSecretsAreKnown(String key) {
    assertThat(detector.namesSecret(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"author", "name", "keyboard", "user", "parallel"})
  void otherKeysAreNot(String key) {
    assertThat(detector.namesSecret(key)).isFalse();
  }
}
