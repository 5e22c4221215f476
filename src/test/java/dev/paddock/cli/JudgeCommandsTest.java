package dev.paddock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.paddock.linux.ExitStatus;
import dev.paddock.session.Caller;
import dev.paddock.session.SessionException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands that ask the configured model outside of any session. */
class JudgeCommandsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path home;
  private final StringWriter out = new StringWriter();
  private HttpServer server;
  private volatile String reply =
      "<reasoning>It was asked for.</reasoning><verdict>{\"decision\":\"allow\",\"rule\":\"none\","
          + "\"words\":[\"Install the package left-pad in version 1.3.0\"],\"reason\":\"It was asked for.\"}</verdict>";

  @BeforeEach
  void startAModel() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    profile(
        """
        [classifier]
        key = "env:KEY"
        base_url = "http://127.0.0.1:%d"
        """
            .formatted(server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aVerdictIsToldWithWhatItCost() throws Exception {
    ExitStatus status = test();

    assertThat(out.toString())
        .contains("provider: anthropic", "model: claude-sonnet-4-6", "verdict: allow")
        .containsPattern(
            "cost: 1 request, 100 tokens in \\(0 from the cache\\), 10 out, \\$0\\.00");
    assertThat(status).isEqualTo(ExitStatus.of(0));
  }

  @Test
  void programsGetNumbers() throws Exception {
    test("--json");

    JsonNode told = JSON.readTree(out.toString());
    assertThat(told.get("verdict").asString()).isEqualTo("allow");
    assertThat(told.get("words").isArray()).isTrue();
    assertThat(told.get("input_tokens").asLong()).isEqualTo(100);
    assertThat(told.get("dollars").isNumber()).isTrue();
  }

  @Test
  void noVerdictIsSaidAndIsAStatusOfItsOwn() throws Exception {
    reply = "perhaps";

    assertThat(test()).isEqualTo(ExitStatus.of(1));
    assertThat(out.toString()).contains("verdict: none", "does not have the form");
  }

  @Test
  void withoutAModelItIsSaidWhatToWrite() throws Exception {
    profile("");

    assertThatExceptionOfType(SessionException.class)
        .isThrownBy(() -> test())
        .withMessageContaining("[classifier]");
  }

  @Test
  void rulesOfOnesOwnAreReviewed() throws Exception {
    Path profile = home.resolve("config/paddock/profile.toml");
    Files.writeString(
        profile,
        Files.readString(profile)
            + "[auto_mode]\nsoft_deny = [\"$defaults\", \"Ours: be nice.\"]\n");
    reply = "ours: vague.";

    assertThat(critique("--json")).isEqualTo(ExitStatus.of(0));

    JsonNode told = JSON.readTree(out.toString());
    assertThat(told.get("review").asString()).isEqualTo("ours: vague.");
    assertThat(told.get("output_tokens").asLong()).isEqualTo(10);
  }

  @Test
  void withoutRulesOfOnesOwnNobodyIsAsked() throws Exception {
    assertThat(critique()).isEqualTo(ExitStatus.of(1));
    assertThat(out.toString()).contains("There are no rules of your own to review");
  }

  private ExitStatus test(String... arguments) throws Exception {
    JudgeTestCommand command = new JudgeTestCommand();
    return command.run(
        new CommandLine(command.spec()).parseArgs(arguments), caller(), new PrintWriter(out, true));
  }

  private ExitStatus critique(String... arguments) throws Exception {
    CritiqueCommand command = new CritiqueCommand();
    return command.run(
        new CommandLine(command.spec()).parseArgs(arguments), caller(), new PrintWriter(out, true));
  }

  private Caller caller() throws IOException {
    Path real = home.toRealPath();
    return new Caller(
        0,
        0,
        real,
        Files.createDirectories(real.resolve("project")),
        Map.of("XDG_CONFIG_HOME", real.resolve("config").toString(), "KEY", "k-1"),
        List.of());
  }

  private void profile(String text) throws IOException {
    Files.createDirectories(home.resolve("config/paddock"));
    Files.writeString(home.resolve("config/paddock/profile.toml"), text);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] answer =
          JSON.writeValueAsBytes(
              Map.of(
                  "type", "message",
                  "role", "assistant",
                  "stop_reason", "end_turn",
                  "content", List.of(Map.of("type", "text", "text", reply)),
                  "usage", Map.of("input_tokens", 100, "output_tokens", 10)));
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }
}
