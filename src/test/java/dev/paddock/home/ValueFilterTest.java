package dev.paddock.home;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueFilterTest {
  private final ValueFilter filter = new ValueFilter(new SecretDetector());

  @Test
  void aUrlLosesItsUserInfo() {
    assertThat(filter.clean("https://me:canary@repo.example.com:8443/a/"))
        .contains("https://repo.example.com:8443/a/");
    assertThat(filter.clean("https://canary@repo.example.com"))
        .contains("https://repo.example.com");
  }

  @Test
  void everyUrlOfAListLosesIt() {
    assertThat(
            filter.clean(
                "https://a:canary@one.example.com,https://b:canary@two.example.com|direct"))
        .contains("https://one.example.com,https://two.example.com|direct");
  }

  @Test
  void aPasswordWithAnAtSignGoesWhole() {
    assertThat(filter.clean("https://me:can@ary@repo.example.com/"))
        .contains("https://repo.example.com/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://me:can/ary@repo.example.com/",
        "https://me:1/canary@repo.example.com/",
        "https://me:1,canary@repo.example.com/",
        "https://me:1|canary@repo.example.com/",
        "https://me:can ary@repo.example.com/",
        "https://me:1 canary@repo.example.com/",
        "https://me:can\"ary@repo.example.com/",
        "https://me%3Acanary%40repo.example.com/",
        "https://repo.example.com/?private=canary",
        "https://repo.example.com/#canary",
        "me:canary@proxy.example.com:3128",
        "${CANARY}",
        "https://${CANARY}@repo.example.com/",
        "bell\u0007"
      })
  void whatCannotBeUnderstoodIsWithheld(String value) {
    assertThat(filter.clean(value).orElse("")).doesNotContainIgnoringCase("canary").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://me:1?canary@repo.example.com/",
        "https:///me:canary@repo.example.com/x",
        "HTTPS://canary@repo.example.com",
        "git+ssh://canary:canary@repo.example.com:22/x"
      })
  void oddUrlsLoseTheirUserInfoToo(String value) {
    assertThat(filter.clean(value).orElseThrow()).doesNotContain("canary");
  }

  @Test
  void scopesAndHomeStay() {
    assertThat(filter.clean("https://repo.example.com/@scope/")).isPresent();
    assertThat(filter.clean("${user.home}/.m2/repository")).isPresent();
  }
}
