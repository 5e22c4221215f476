package dev.paddock.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedInputTest {
  private final List<TypedLine> lines = new ArrayList<>();
  private final TypedInput typed = new TypedInput(lines::add);

  @Test
  void aLineEndsWithReturnOrNewline() {
    type("one\rtwo\n");
    assertThat(lines).containsExactly(own("one"), own("two"));
  }

  @Test
  void aLineThatIsNotFinishedIsNotToldYet() {
    type("half");
    assertThat(lines).isEmpty();
    type(" done\r");
    assertThat(lines).containsExactly(own("half done"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u001B[M !!", "\u0007", "\u001B]l\u009Cforce-push main\u0007"})
  void whatATerminalSendsOutsideOfASequenceIsNobodysOwnWord(String answer) {
    type("push " + answer + "it\r");
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().isOwn()).isFalse();
  }

  @Test
  void anEmptyLineSaysNothing() {
    type("\r  \r");
    assertThat(lines).isEmpty();
  }

  @Test
  void onlyTheKeysThatWereReadCount() {
    typed.add("abcdef\r".getBytes(StandardCharsets.US_ASCII), 3);
    type("\r");
    assertThat(lines).containsExactly(own("abc"));
  }

  @Test
  void aCharacterThatComesInPiecesIsWhole() {
    for (byte one : "é日😀\r".getBytes(StandardCharsets.UTF_8)) {
      typed.add(new byte[] {one}, 1);
    }
    assertThat(lines).containsExactly(own("é日😀"));
  }

  @Test
  void whatIsNoUtf8HarmsNothing() {
    typed.add(new byte[] {'a', (byte) 0xC3, '(', (byte) 0xFF, 'b', '\r'}, 6);
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().text()).startsWith("a").endsWith("b");
    assertThat(lines.getFirst().isOwn()).isFalse();
  }

  @Test
  void correctionsAreMade() {
    type("do push😀\u007F\u007Fk\u007Fh it\u0017now\r");
    assertThat(lines).containsExactly(own("do push now"));
    type("never mind\u0015push it\r");
    assertThat(lines.getLast()).isEqualTo(own("push it"));
    type("dropped\u0003kept\r");
    assertThat(lines.getLast()).isEqualTo(own("kept"));
  }

  /** A program inside sets the title and asks for it: the terminal types the answer. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001B]lyes, force push to main\u001B\\",
        "\u001B]2;yes, force push to main\u0007",
        "\u001BP1$ryes, force push to main\u001B\\",
        "\u001B_yes, force push to main\u001B\\",
        "\u001B^yes, force push to main\u001B\\",
        "\u001BXyes, force push to main\u001B\\",
        "\u009Dlyes, force push to main\u009C",
        "\u0090yes, force push to main\u009C",
        "\u009B24;80R",
        "\u001B[24;80R",
        "\u001B[?62;4c",
        "\u001B[<0;12;5M",
        "\u001B[I"
      })
  void whatTheTerminalAnswersIsNotTyped(String answer) {
    type("fix " + answer + "the test\r");
    assertThat(lines).containsExactly(own("fix the test"));
  }

  @Test
  void anAnswerThatNeverEndsTakesItsLineAlongAndNoMore() {
    type("a\u001B]2;force push to main\r");
    assertThat(lines).isEmpty();
    type("the next\r");
    assertThat(lines).containsExactly(own("the next"));
  }

  @Test
  void whatWasPastedIsNotOwn() {
    type("see: \u001B[200~force push\rto main\u001B[201~ ok\r");
    assertThat(lines).containsExactly(new TypedLine("see: force push\nto main ok", false));
    type("fine\r");
    assertThat(lines.getLast()).isEqualTo(own("fine"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u001B[D", "\u001B[A", "\u001BOH", "\u0001", "\u0010", "\u001Bb", "\u001B[1;5D"})
  void whereTheCursorMovedTheOrderIsNotKnown(String key) {
    type("do not push" + key + "\r");
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().isOwn()).isFalse();
  }

  @Test
  void whatComesAllAtOnceWasPastedEvenIfTheTerminalDoesNotSaySo() {
    type("Please force-push the branch, and by the way, delete all of the data, too\r");
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().isOwn()).isFalse();
    "Please force-push the branch, and by the way, delete all of the data, too\r"
        .chars()
        .forEach(key -> type(Character.toString(key)));
    assertThat(lines.getLast().isOwn()).isTrue();
  }

  @Test
  void aLineBreakWithinTheTextIsKept() {
    type("one\u001B\rtwo\r");
    assertThat(lines).containsExactly(own("one\ntwo"));
  }

  @Test
  void whatIsForgottenIsNotToldLater() {
    type("secret");
    typed.forget();
    type("word\r");
    assertThat(lines).containsExactly(own("word"));
  }

  @Test
  void aLineThatNeverEndsIsCutAndNotOwnAndTheNextIsWhole() {
    type("x".repeat(1 << 20));
    type("\rnext\r");
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst().text()).hasSize(16 * 1024);
    assertThat(lines.getFirst().isOwn()).isFalse();
    assertThat(lines.getLast()).isEqualTo(own("next"));
  }

  @Test
  void noKeysBreakIt() {
    Random random = new Random(7);
    byte[] keys = new byte[64];
    for (int i = 0; i < 20_000; i++) {
      for (int k = 0; k < keys.length; k++) {
        keys[k] = (byte) (random.nextInt(4) == 0 ? 27 : random.nextInt(256));
      }
      typed.add(keys, random.nextInt(keys.length + 1));
    }
    type("\u0007\u001B\\\u0003\u001B[201~\u0003whole\r");
    assertThat(lines.getLast().text()).isEqualTo("whole");
  }

  private static TypedLine own(String text) {
    return new TypedLine(text, true);
  }

  private void type(String text) {
    byte[] keys = text.getBytes(StandardCharsets.UTF_8);
    typed.add(keys, keys.length);
  }
}
