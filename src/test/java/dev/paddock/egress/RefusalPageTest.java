package dev.paddock.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalPageTest {
  private static final Refusal REFUSAL =
      new Refusal("GET https://a.example/", "some-rule", "It says \"no\".", "Ask again.");

  @Test
  void itNamesPaddockTheReasonTheRuleAndTheRemedy() {
    RefusalPage page = RefusalPage.of(403, REFUSAL, Optional.empty());
    assertThat(text(page))
        .isEqualTo("Paddock refused this request: It says \"no\" (rule some-rule). Ask again.\n");
    assertThat(page.fields())
        .contains(
            new HeaderField("X-Paddock-Rule", "some-rule"),
            new HeaderField("Content-Type", "text/plain; charset=utf-8"));
  }

  @Test
  void aServerThatFailedIsNotCalledARefusal() {
    assertThat(text(RefusalPage.of(502, REFUSAL, Optional.empty())))
        .startsWith("Paddock could not pass this request on: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "text/html;q=0.5, application/json",
        "application/json, */*;q=0.1"
      })
  void aClientThatLikesJsonBetterGetsJson(String accept) {
    assertThat(text(RefusalPage.of(403, REFUSAL, Optional.of(accept))))
        .isEqualTo(
            "{\"error\":{\"tool\":\"paddock\",\"rule\":\"some-rule\","
                + "\"reason\":\"It says \\\"no\\\".\",\"remedy\":\"Ask again.\"}}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "",
        "text/html, application/json;q=0.9",
        "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*",
        "application/json;q=0",
        ";;;,,,q=x"
      })
  void everybodyElseGetsText(String accept) {
    assertThat(text(RefusalPage.of(403, REFUSAL, Optional.of(accept)))).startsWith("Paddock");
  }

  private static String text(RefusalPage page) {
    return new String(page.body(), StandardCharsets.UTF_8);
  }
}
