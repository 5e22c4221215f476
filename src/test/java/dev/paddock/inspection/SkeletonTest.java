package dev.paddock.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that look the same have the same skeleton. */
class SkeletonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "github.com",
        "GitHub.COM",
        "gіthub.com",
        "ɡithub.com",
        "ｇｉｔｈｕｂ．ｃｏｍ",
        "𝗀𝗂𝗍𝗁𝗎𝖻.𝖼𝗈𝗆",
        "𝔤𝔦𝔱𝔥𝔲𝔟.𝔠𝔬𝔪",
        "ⓖⓘⓣⓗⓤⓑ.ⓒⓞⓜ",
        "gi\u200bt\u00adhub.com",
        "gïthüb.cöm",
        "GΙΤΗUΒ.ϹΟΜ",
        "gith\ufe0fub.com"
      })
  void lookalikesHaveTheSameSkeleton(String text) {
    assertThat(Skeleton.of(text)).isEqualTo("github.com");
  }

  @Test
  void otherTextsKeepTheirOwn() {
    assertThat(Skeleton.of("gitlab.com")).isNotEqualTo(Skeleton.of("github.com"));
    assertThat(Skeleton.of("a  \t\n b")).isEqualTo("a b");
    assertThat(Skeleton.of("日本語")).isEqualTo("日本語");
  }

  @Test
  void placesLeadBackToTheText() {
    String text = "x\u200b\u200bＡ\n\n b";
    Skeleton skeleton = Skeleton.withPlaces(text);

    assertThat(skeleton.text()).isEqualTo("xa b");
    assertThat(skeleton.place(1)).isEqualTo(3);
    assertThat(skeleton.place(3)).isEqualTo(text.length() - 1);
  }

  @Test
  void aSkeletonIsNotMuchLongerThanTheText() {
    Random random = new Random(9);
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
      }
      String once = Skeleton.of(text.toString());

      assertThat(once.length()).isLessThanOrEqualTo(4 * text.length());
      assertThat(Skeleton.withPlaces(text.toString()).text()).isEqualTo(once);
    }
  }
}
