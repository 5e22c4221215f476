package dev.paddock.egress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"api.example.com", "API.Example.COM", "api.example.com.", "API.EXAMPLE.COM."})
  void aNameHasOneForm(String text) {
    assertThat(Names.canonical(text)).contains("api.example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "_ldap._tcp.example.com",
        "xn--bcher-kva.example",
        "a--b.example",
        "1a.2b"
      })
  void lettersDigitsHyphensAndUnderscoresMakeAName(String text) {
    assertThat(Names.canonical(text)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "example.com..",
        "..example.com",
        ".example.com",
        "api..example.com",
        "api.example.com\0",
        "api.example.com\0.evil.example",
        "api.example.com%00.evil.example",
        "user@api.example.com",
        "api.example.com:443",
        "api.example.com/",
        "api example.com",
        " api.example.com",
        "api.example.com\n",
        "[::1]",
        "::1",
        "bücher.example",
        "example\u3002com",
        "e\u212Aample.com",
        "-api.example.com",
        "api-.example.com",
        "*.example.com",
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "1.0x7F",
        "example.0x",
        "example.007"
      })
  void whatCouldBeReadInAnotherWayIsNoName(String text) {
    assertThat(Names.canonical(text)).isEmpty();
  }

  @Test
  void aNameIsAtMost253BytesAndALabel63() {
    String label = "a".repeat(63);
    String longest = label + "." + label + "." + label + "." + "a".repeat(61);

    assertThat(Names.canonical(longest)).contains(longest);
    assertThat(Names.canonical(longest + "a")).isEmpty();
    assertThat(Names.canonical("a".repeat(64) + ".example")).isEmpty();
  }
}
