package dev.paddock.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTextTest {
  private static final String JSON =
      "{\"decision\":\"allow\",\"rule\":\"none\",\"words\":[\"a b c\"],\"reason\":\"fine\"}";

  private static String form(String json) {
    return "<reasoning>a < b & \"c\"</reasoning><verdict>" + json + "</verdict>";
  }

  @Test
  void theFormThatWasAskedForIsRead() {
    assertThat(VerdictText.read("\n " + form(JSON) + "\n"))
        .contains(new VerdictText(true, "none", List.of("a b c"), "fine"));
  }

  @Test
  void aDenialIsRead() {
    assertThat(VerdictText.read(form(JSON.replace("allow", "deny"))))
        .hasValueSatisfying(verdict -> assertThat(verdict.allows()).isFalse());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "allow",
        "yes",
        "{\"decision\":\"allow\",\"rule\":\"none\",\"words\":[],\"reason\":\"r\"}",
        "<verdict>J</verdict>",
        "<reasoning>r</reasoning>",
        "<reasoning>r</reasoning><verdict>J</verdict> And so on",
        "Well: <reasoning>r</reasoning><verdict>J</verdict>",
        "<reasoning>r</reasoning> but <verdict>J</verdict>",
        "<reasoning>r</reasoning><verdict>J</verdict><verdict>J</verdict>",
        "<reasoning>r<verdict>J</verdict></reasoning><verdict>J</verdict>",
        "<reasoning>r</reasoning></reasoning><verdict>J</verdict>",
        "<reasoning><reasoning>r</reasoning><verdict>J</verdict>",
        "<reasoning>r</reasoning><verdict>J<verdict></verdict>",
        "<reasoning>r</reasoning><verdict>J",
        "<REASONING>r</REASONING><VERDICT>J</VERDICT>",
        "<reasoning>r</reasoning><verdict>J J</verdict>",
        "<reasoning>r</reasoning><verdict>[J]</verdict>",
        "<reasoning>r</reasoning><verdict>```json\nJ\n```</verdict>",
        "<reasoning>r</reasoning><verdict></verdict>",
        "<reasoning>r</reasoning><verdict>null</verdict>"
      })
  void anyOtherFormIsNoVerdict(String reply) {
    assertThat(VerdictText.read(reply.replace("J", JSON))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"decision\":\"allow\",\"rule\":\"none\",\"words\":[]}",
        "{\"decision\":\"allow\",\"rule\":\"none\",\"words\":[],\"reason\":\"\"}",
        "{\"decision\":\"allow\",\"rule\":\"none\",\"words\":[],\"reason\":\"r\",\"sure\":true}",
        "{\"decision\":\"deny\",\"decision\":\"allow\",\"rule\":\"none\",\"words\":[],\"reason\":\"r\"}",
        "{\"decision\":\"Allow\",\"rule\":\"none\",\"words\":[],\"reason\":\"r\"}",
        "{\"decision\":\"maybe\",\"rule\":\"none\",\"words\":[],\"reason\":\"r\"}",
        "{\"decision\":true,\"rule\":\"none\",\"words\":[],\"reason\":\"r\"}",
        "{\"decision\":\"allow\",\"rule\":null,\"words\":[],\"reason\":\"r\"}",
        "{\"decision\":\"allow\",\"rule\":\"none\",\"words\":\"w\",\"reason\":\"r\"}",
        "{\"decision\":\"allow\",\"rule\":\"none\",\"words\":[1],\"reason\":\"r\"}",
        "{\"decision\":\"allow\",\"rule\":\"none\",\"words\":[],\"reason\":[\"r\"]}",
        "{decision:\"allow\",\"rule\":\"none\",\"words\":[],\"reason\":\"r\"}",
        "{\"decision\":\"allow\",\"rule\":\"none\",\"words\":[],\"reason\":\"r\",}"
      })
  void aVerdictHasJustTheKnownFieldsInTheirTypes(String json) {
    assertThat(VerdictText.read(form(json))).isEmpty();
  }

  @Test
  void changedRepliesAreReadOrNotButNeverFail() {
    Random random = new Random(5);
    String good = form(JSON);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(good);
      for (int change = random.nextInt(3); change >= 0; change--) {
        int place = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(place);
          case 1 -> text.insert(place, good.charAt(random.nextInt(good.length())));
          default -> text.setCharAt(place, good.charAt(random.nextInt(good.length())));
        }
      }
      VerdictText.read(text.toString()).ifPresent(read -> assertThat(read.reason()).isNotBlank());
    }
  }

  @Test
  void aLongReplyOfMarksIsNoVerdictAndTakesNoTime() {
    assertThat(VerdictText.read("<reasoning>" + "<".repeat(30_000))).isEmpty();
    assertThat(VerdictText.read("<reasoning>".repeat(100_000))).isEmpty();
    assertThat(VerdictText.read(form("[".repeat(30_000)))).isEmpty();
  }
}
