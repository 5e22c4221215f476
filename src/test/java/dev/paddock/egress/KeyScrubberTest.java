package dev.paddock.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyScrubberTest {
  @Test
  void aKeyIsReplacedByAsManyCharacters() {
    assertThat(scrubbed("secret", "longer-placeholder", "a secret b")).isEqualTo("a longer b");
    assertThat(scrubbed("secret", "p", "a secret b")).isEqualTo("a p***** b");
  }

  @Test
  void aKeyIsFoundAcrossPiecesHoweverTheyAreCut() {
    String text = "xx aabaab aabaabaab aab aabaaba";
    String clean = text.replace("aabaab", "PPPPPP");
    for (int size = 1; size <= text.length(); size++) {
      String[] pieces = text.split("(?<=\\G.{" + size + "})", -1);
      assertThat(scrubbed("aabaab", "PPPPPP", pieces)).isEqualTo(clean);
    }
  }

  @Test
  void randomTextsComeOutAsIfTheyHadBeenInOnePiece() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      String key = word(random, 1 + random.nextInt(6));
      String text = word(random, random.nextInt(60));
      String[] pieces = text.split("(?<=\\G.{" + (1 + random.nextInt(9)) + "})", -1);
      assertThat(scrubbed(key, "******", pieces))
          .isEqualTo(text.replace(key, "*".repeat(key.length())));
    }
  }

  @Test
  void onlyWhatCouldBeginTheKeyIsHeldBack() {
    KeyScrubber scrubber = new KeyScrubber("secret", "******");
    assertThat(piece(scrubber, "event: 1 sec", false)).isEqualTo("event: 1 ");
    assertThat(piece(scrubber, "ond\n\n", false)).isEqualTo("second\n\n");
  }

  @Test
  void aMessageThatEndsInAFewCharactersOfAKeyDoesNotWaitForAnother() {
    String key = "ghp_0123456789abcdefghijklmnopqrstuvwxyz";
    KeyScrubber scrubber = new KeyScrubber(key, "x".repeat(40));
    assertThat(piece(scrubber, "ping", false)).isEqualTo("ping");
    assertThat(piece(scrubber, "ghp", false)).isEqualTo("ghp");
    assertThat(piece(scrubber, "_0", false)).isEqualTo("");
    assertThat(piece(scrubber, "1 no key", false)).isEqualTo("_01 no key");
  }

  @Test
  void ofAKeyThatComesInPiecesOnlyAFewCharactersPass() {
    String key = "ghp_0123456789abcdefghijklmnopqrstuvwxyz";
    for (int cut = 1; cut < key.length(); cut++) {
      String clean =
          scrubbed(key, "x".repeat(40), "a " + key.substring(0, cut), key.substring(cut) + " b");
      int shown = Math.min(cut, 4) == cut ? cut : 0;
      assertThat(clean).isEqualTo("a " + key.substring(0, shown) + "x".repeat(40 - shown) + " b");
    }
    assertThat(scrubbed(key, "x".repeat(40), key.split(""))).isEqualTo("ghp_" + "x".repeat(36));
  }

  @Test
  void randomTextsWithLongKeysKeepTheirLengthAndLoseTheKey() {
    Random random = new Random(11);
    for (int round = 0; round < 2_000; round++) {
      String key = word(random, 16 + random.nextInt(20));
      String text = word(random, random.nextInt(30)) + key + word(random, random.nextInt(30));
      String[] pieces = text.split("(?<=\\G.{" + (1 + random.nextInt(9)) + "})", -1);
      assertThat(scrubbed(key, "*".repeat(key.length()), pieces))
          .hasSameSizeAs(text)
          .doesNotContain(key)
          .contains("*".repeat(key.length() - 4));
    }
  }

  private static String word(Random random, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append((char) ('a' + random.nextInt(2)));
    }
    return word.toString();
  }

  private static String scrubbed(String key, String placeholder, String... pieces) {
    KeyScrubber scrubber = new KeyScrubber(key, placeholder);
    StringBuilder clean = new StringBuilder();
    for (String piece : pieces) {
      clean.append(piece(scrubber, piece, false));
    }
    return clean.append(piece(scrubber, "", true)).toString();
  }

  private static String piece(KeyScrubber scrubber, String piece, boolean last) {
    ByteBuf clean =
        scrubber.scrub(
            Unpooled.copiedBuffer(piece, StandardCharsets.UTF_8),
            last,
            UnpooledByteBufAllocator.DEFAULT);
    try {
      return new String(ByteBufUtil.getBytes(clean), StandardCharsets.UTF_8);
    } finally {
      clean.release();
    }
  }
}
