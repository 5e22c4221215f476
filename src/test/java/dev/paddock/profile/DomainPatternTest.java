package dev.paddock.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainPatternTest {
  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource({
    "example.com,   example.com,       true",
    "Example.COM.,  example.com,       true",
    "example.com,   EXAMPLE.com.,      true",
    "example.com,   a.example.com,     false",
    "*.example.com, a.example.com,     true",
    "*.example.com, a.b.example.com,   true",
    "*.example.com, example.com,       false",
    "*.example.com, aexample.com,      false",
    "a.*.com,       a.b.com,           true",
    "a.*.com,       a.b.c.com,         false",
    "api-*.a.com,   api-7.a.com,       true",
    "*,             any.host,          true",
    "*.com,         a.com,             true",
    "10.0.0.*,      10.0.0.7,          true",
  })
  void aHostIsMatchedByItsLabels(String pattern, String host, boolean matches) {
    assertThat(DomainPattern.parse(pattern).matches(host)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a..b", "a.test:80", "https://a.test", "a/b", "ä.test", "a b"})
  void whatNoHostIsCalledIsRefused(String text) {
    assertThatThrownBy(() -> DomainPattern.parse(text)).isInstanceOf(EntryException.class);
  }
}
