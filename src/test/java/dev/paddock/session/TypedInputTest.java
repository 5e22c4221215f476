package dev.paddock.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TypedInputTest {
  private final TypedInput typed = new TypedInput();

  @Test
  void aLineEndsWithReturnOrNewline() {
    type("one\rtwo\n");
    assertThat(typed.lines()).containsExactly("one", "two");
  }

  @Test
  void aLineThatIsNotFinishedIsNotToldYet() {
    type("half");
    assertThat(typed.lines()).isEmpty();
    type(" done\r");
    assertThat(typed.lines()).containsExactly("half done");
  }

  @Test
  void onlyTheKeysThatWereReadCount() {
    typed.add("abcdef\r".getBytes(StandardCharsets.US_ASCII), 3);
    type("\r");
    assertThat(typed.lines()).containsExactly("abc");
  }

  @Test
  void aCharacterThatComesInPiecesIsWhole() {
    for (byte one : "é日😀\r".getBytes(StandardCharsets.UTF_8)) {
      typed.add(new byte[] {one}, 1);
    }
    assertThat(typed.lines()).containsExactly("é日😀");
  }

  @Test
  void keysThatAreNotTextAreKept() {
    type("ab\u007F\u001B[A\r");
    assertThat(typed.lines()).containsExactly("ab\u007F\u001B[A");
  }

  @Test
  void onlyTheLastLinesAreKept() {
    IntStream.range(0, 500).forEach(i -> type(i + "\r"));
    assertThat(typed.lines()).hasSize(200).startsWith("300").endsWith("499");
  }

  @Test
  void aLineThatNeverEndsIsCutAndTheNextIsWhole() {
    type("x".repeat(1 << 20));
    type("\rnext\r");
    assertThat(typed.lines()).hasSize(2);
    assertThat(typed.lines().getFirst()).hasSize(16 * 1024);
    assertThat(typed.lines().getLast()).isEqualTo("next");
  }

  private void type(String text) {
    byte[] keys = text.getBytes(StandardCharsets.UTF_8);
    typed.add(keys, keys.length);
  }
}
