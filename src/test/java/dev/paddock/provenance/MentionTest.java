package dev.paddock.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What names a value exactly, and what names another one. */
class MentionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "fetch https://api.example.org/v1 | api.example.org",
        "API.Example.ORG | api.example.org",
        "mail bob@example.org. | example.org",
        "see example.org. | example.org",
        "\"left-pad\": \"^1.0\" | left-pad",
        "left-pad==1.0 | left-pad",
        "install @scope/pkg@1 | @scope/pkg",
        "import lodash/fp | lodash",
        "Flask>=2 | flask",
        "ssh://git@example.org:22/a | example.org",
        "line\\nleft-pad | left-pad"
      })
  void aNameByItselfIsNamed(String text, String value) {
    assertThat(Mention.exact(text, value)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "https://api.example.org | example.org",
        "https://example.org.evil.example | example.org",
        "https://my-example.org | example.org",
        "https://example.organic | example.org",
        "exаmple.org | example.org",
        "ｅxample.org | example.org",
        "left-pad-2 | left-pad",
        "my_left-pad | left-pad",
        "@evil/left-pad | left-pad",
        "left pad | left-pad",
        "exa%6dple.org | example.org"
      })
  void aPartOfAnotherNameOrALookalikeIsNot(String text, String value) {
    assertThat(Mention.exact(text, value)).isFalse();
  }
}
