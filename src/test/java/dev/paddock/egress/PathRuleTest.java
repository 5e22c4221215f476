package dev.paddock.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathRuleTest {
  @ParameterizedTest
  @CsvSource({
    "/repos/*, /repos/one",
    "repos/*, /repos/one",
    "/repos/*/issues, /repos/one/issues",
    "/v?/x, /v1/x",
    "/**, /",
    "/**, /a/b/c",
    "/a/**, /a/b",
    "/a/**, /a/b/c/",
    "/a/, /a/b/c",
    "/a/**/z, /a/z",
    "/a/**/z, /a/b/c/z",
    "/a*c*e, /abcde",
    "/, /",
    "/*, /",
    "/x.json, /x.json",
    "/**/info/refs, /o/r.git/info/refs",
  })
  void aPatternMatches(String pattern, String path) {
    assertThat(PathRule.of(pattern).matches(path)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/repos/*, /repos/one/two",
    "/repos/*, /repo/one",
    "/repos, /repos/",
    "/v?/x, /v12/x",
    "/v?/x, /v//x",
    "/a/**, /a",
    "/a/**, /ab/c",
    "/a/, /a",
    "/a/**/z, /a/bz",
    "/x.json, /xyjson",
    "/, /a",
    "/*/b, /a/c/b",
    "/a, /A",
  })
  void aPatternDoesNotMatch(String pattern, String path) {
    assertThat(PathRule.of(pattern).matches(path)).isFalse();
  }

  @Test
  void aLongPathWithManyWildcardsIsDecidedAtOnce() {
    PathRule rule = PathRule.of("/**/a*a*a*a*b/**/c");
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(rule.matches("/aaaaaaaa".repeat(3_000))).isFalse());
  }
}
