package dev.paddock.egress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RefusingPassageTest {
  @Test
  void aHostThatIsNotAllowedIsNamedWithItsRemedy() throws Exception {
    try (Rig rig = Rig.refusing();
        Wire wire = new Wire(rig.port())) {
      wire.send("GET /x?y HTTP/1.1\r\nHost: Other.example:80\r\n\r\n");
      assertThat(wire.rest())
          .startsWith("HTTP/1.1 403 Forbidden\r\n")
          .contains(
              "X-Paddock-Rule: host-not-allowed\r\n",
              "The host other.example is not among those",
              "paddock run --allow other.example");
      assertThat(rig.events.refusals.getFirst().target()).isEqualTo("other.example");
    }
  }

  @Test
  void aHostThatIsNoneIsNotRepeated() throws Exception {
    try (Rig rig = Rig.refusing();
        Wire wire = new Wire(rig.port())) {
      wire.send("GET / HTTP/1.1\r\nHost: <script>alert(1)</script>\r\n\r\n");
      assertThat(wire.rest()).startsWith("HTTP/1.1 403 ").doesNotContain("script");
      assertThat(rig.events.everything()).doesNotContain("script");
    }
  }

  @Test
  void aHeadOfMoreThan8KilobytesIsRefused() throws Exception {
    try (Rig rig = Rig.refusing();
        Wire wire = new Wire(rig.port())) {
      wire.send("GET / HTTP/1.1\r\nX: " + "x".repeat(9_000));
      assertThat(wire.rest()).startsWith("HTTP/1.1 431 ");
    }
  }

  @Test
  void anUploadStillGetsItsAnswer() throws Exception {
    try (Rig rig = Rig.refusing();
        Wire wire = new Wire(rig.port())) {
      wire.send(
          "POST / HTTP/1.1\r\nHost: other.example\r\nContent-Length: 200000\r\n\r\n"
              + "x".repeat(200_000));
      assertThat(wire.until("your profile.\n")).startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  void anAnswerToHeadHasNoBody() throws Exception {
    try (Rig rig = Rig.refusing();
        Wire wire = new Wire(rig.port())) {
      wire.send("HEAD / HTTP/1.1\r\nHost: other.example\r\n\r\n");
      assertThat(wire.rest()).contains("Content-Length: ").endsWith("\r\n\r\n");
    }
  }
}
