package dev.paddock.egress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalPathTest {
  @ParameterizedTest
  @CsvSource({
    "/a/b, /a/b",
    "/%61/b, /a/b",
    "/a%2Db, /a-b",
    "/a%2eb, /a.b",
    "/a%3fb, /a%3Fb",
    "/%c3%a9, /%C3%A9",
    "/%e0%a4%a8, /%E0%A4%A8",
    "/%f0%9f%98%80, /%F0%9F%98%80",
    "/%e0, /%E0",
    "/a/, /a/",
    "/a..b, /a..b",
    "/...,  /...",
    "/a;v=1, /a;v=1",
  })
  void escapesThatMeanTheSameBecomeTheSame(String path, String normal) {
    assertThat(NormalPath.of(path)).contains(normal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "*",
        "/a/../b",
        "/a/..",
        "/./a",
        "/a/.",
        "//a",
        "/a//b",
        "/a\\b",
        "/a%2fb",
        "/a%2Fb",
        "/a%5cb",
        "/a%00",
        "/a%0d%0ab",
        "/a%7f",
        "/%2e%2e/b",
        "/%2E/b",
        "/.%2e/b",
        "/a/%2e%2e%3b/b",
        "/a/..;/b",
        "/a/..;x=1/b",
        "/a/.;/b",
        "/%252e%252e/b",
        "/a%25b",
        "/%c0%ae%c0%ae/b",
        "/%c1%9c",
        "/%e0%80%ae%e0%80%ae/b",
        "/a%E0%80%AFb",
        "/%f0%80%80%ae%f0%80%80%ae/b",
        "/a%",
        "/a%2",
        "/a%zz",
        "/a b",
        "/a\tb",
        "/é",
        "/a#b",
        "/a\u0000b"
      })
  void aPathThatSomeServerCouldTakeForAnotherHasNoNormalForm(String path) {
    assertThat(NormalPath.of(path)).isEmpty();
  }
}
