package dev.paddock.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "plain.txt", "é", "日本語", "a\uD83D\uDE00b", "\uFFFD", "\u0001\u007F"})
  void validTextIsDecodedAsItself(String text) {
    assertThat(FileNames.decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain.txt", "é", "日本語", "a\uD83D\uDE00b", "\uFFFD"})
  void textIsEncodedAsUtf8(String text) {
    assertThat(FileNames.encode(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
  }

  static IntStream allBytes() {
    return IntStream.range(0, 256);
  }

  @ParameterizedTest
  @MethodSource("allBytes")
  void everyByteAloneComesBack(int value) {
    assertComesBack(new byte[] {(byte) value});
  }

  @ParameterizedTest
  @MethodSource("allBytes")
  void everyByteBetweenLettersComesBack(int value) {
    assertComesBack(new byte[] {'a', (byte) value, 'b'});
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c080", // NUL, overlong
        "c0af", // slash, overlong
        "e080af",
        "f08080af",
        "eda080", // a high surrogate
        "edb080", // a low surrogate
        "eda080edb080", // both, as CESU-8 has it
        "f4908080", // beyond U+10FFFF
        "f888808080",
        "fffe",
        "e282", // cut off
        "f09f98",
        "c3a9ff", // valid, then not
        "ffc3a9",
        "efbfbdff", // U+FFFD itself beside an invalid byte
        "f09f9880f09f98",
      })
  void bytesThatAreNoTextComeBack(String hex) {
    byte[] name = HexFormat.of().parseHex(hex);
    assertComesBack(name);
    assertThat(FileNames.isPlain(FileNames.decode(name))).isFalse();
  }

  @Test
  void anyByteStringComesBack() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      byte[] name = new byte[random.nextInt(24)];
      random.nextBytes(name);
      assertComesBack(name);
    }
  }

  /** Random bytes are seldom nearly valid; these are pieces of sequences in any order. */
  @Test
  void anyMixtureOfValidAndBrokenSequencesComesBack() {
    String[] pieces = {
      "61",
      "2f",
      "c3",
      "a9",
      "c3a9",
      "e2",
      "82",
      "ac",
      "e282ac",
      "f0",
      "9f",
      "98",
      "80",
      "ed",
      "b2",
      "efbfbd",
      "fe",
      "c1bf",
      "f4",
      "90",
      "f09f9880",
      "00"
    };
    Random random = new Random(2);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder hex = new StringBuilder();
      for (int length = random.nextInt(10); length > 0; length--) {
        hex.append(pieces[random.nextInt(pieces.length)]);
      }
      assertComesBack(HexFormat.of().parseHex(hex));
    }
  }

  @Test
  void differentByteStringsAreDifferentNames() {
    assertThat(FileNames.decode(new byte[] {(byte) 0xC3, (byte) 0xA9}))
        .isNotEqualTo(FileNames.decode(new byte[] {(byte) 0xE9}));
  }

  @Test
  void anEscapedByteNeverBecomesASlashOrADot() {
    for (int value = 0x80; value <= 0xFF; value++) {
      assertThat(FileNames.decode(new byte[] {(byte) value})).doesNotContain("/", ".");
    }
  }

  @Test
  void onlyNamesThatAreTextArePlain() {
    assertThat(FileNames.isPlain("a\uD83D\uDE00é")).isTrue();
    assertThat(FileNames.isPlain("a\uDC80")).isFalse();
    assertThat(FileNames.isPlain("\uDCFF")).isFalse();
  }

  private static void assertComesBack(byte[] name) {
    assertThat(FileNames.encode(FileNames.decode(name)))
        .as(() -> HexFormat.of().formatHex(name))
        .isEqualTo(name);
  }
}
