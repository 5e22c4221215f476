package dev.paddock.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "tab\tand\nline", "é日本語", "a\uD83D\uDE00b", "~/x y"})
  void textStaysAsItIs(String text) {
    assertThat(Text.printable(text)).isEqualTo(text);
  }

  static IntStream controls() {
    return IntStream.concat(IntStream.range(0, 0x20), IntStream.rangeClosed(0x7F, 0x9F))
        .filter(c -> c != '\n' && c != '\t');
  }

  @ParameterizedTest
  @MethodSource("controls")
  void aControlCharacterIsReplaced(int control) {
    assertThat(Text.printable("a" + (char) control + "b")).isEqualTo("a?b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u202E", // writes from right to left
        "\u2066",
        "\u200B",
        "\u200F",
        "\uFEFF",
        "\u00AD",
        "\uDB40\uDC41" // a tag character
      })
  void aCharacterThatIsNotSeenOrTurnsTextRoundIsReplaced(String hidden) {
    assertThat(Text.printable("a" + hidden + "b")).isEqualTo("a?b");
  }

  @Test
  void aByteThatIsNotTextIsReplaced() {
    assertThat(Text.printable("a\uDCFFb\uD800")).isEqualTo("a?b?");
  }
}
