package dev.paddock.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTextsTest {
  @ParameterizedTest
  @CsvSource({"1K, 1024", "8G, 8589934592", "3M, 3145728", "2T, 2199023255552"})
  void aSizeIsCountedInBinaryUnitsAndWrittenBack(String text, long bytes) {
    assertThat(ByteSize.parse(text)).isEqualTo(bytes);
    assertThat(ByteSize.text(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"90m", "2h", "24h", "45s", "none"})
  void aDurationIsWrittenBackAsItWasRead(String text) {
    assertThat(TimeLimit.parse(text).text()).isEqualTo(text);
  }

  @Test
  void noLimitIsLongerThanAnyLimit() {
    assertThat(TimeLimit.parse("none")).isGreaterThan(TimeLimit.parse("999d"));
    assertThat(TimeLimit.parse("60m")).isEqualByComparingTo(TimeLimit.parse("1h"));
    assertThat(TimeLimit.parse("1h")).isLessThan(TimeLimit.parse("none"));
  }

  @ParameterizedTest
  @CsvSource({
    "*,         any/branch,   true",
    "feature/*, feature/a/b,  true",
    "feature/*, feature,      false",
    "feature/*, myfeature/a,  false",
    "*-wip,     x/y-wip,      true",
    "a*c*,      abcd,         true",
    "main,      Main,         false"
  })
  void aStarInABranchCrossesSlashes(String pattern, String branch, boolean expected) {
    assertThat(BranchPattern.parse(pattern).matches(branch)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "feature/a, feature/*, true",
    "feature/*, feature/*, true",
    "feature/*, *,         true",
    "*,         feature/*, false",
    "f*,        feature/*, false",
    "a*b,       a*,        true",
    "a*b,       *b,        true"
  })
  void aBranchPatternIsWithinAnotherWhenItMatchesNothingElse(
      String inner, String outer, boolean expected) {
    assertThat(BranchPattern.parse(inner).isWithin(BranchPattern.parse(outer))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Api.Example.com, api.example.com",
    "example.com., example.com",
    "10.0.0.5:5432, 10.0.0.5:5432",
    "_srv.example:1, _srv.example:1",
    "host, host"
  })
  void aHostIsWrittenInOneForm(String text, String expected) {
    assertThat(HostPort.parse(text).text()).isEqualTo(expected);
  }

  @Test
  void everyRefusedPlaceNamesAUseAReasonAndARemedy() {
    assertThat(RefusedPath.TABLE)
        .hasSizeGreaterThan(15)
        .allSatisfy(
            line -> {
              assertThat(line.uses()).isNotEmpty();
              assertThat(line.path()).matches("(/|~/)[^/].*");
              assertThat(line.reason()).isNotBlank();
              assertThat(line.remedy()).isNotBlank();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"AWS_SECRET_ACCESS_KEY", "github_token", "DB_PASSWORD", "MY_KEY", "SENTRY_DSN"})
  void aNameThatLooksSecretIsKnown(String name) {
    assertThat(SecretNames.looksSecret(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"LC_ALL", "KEYBOARD", "MONKEY_MODE", "PATH"})
  void aNameThatLooksHarmlessIsNotTakenForASecret(String name) {
    assertThat(SecretNames.looksSecret(name)).isFalse();
  }
}
