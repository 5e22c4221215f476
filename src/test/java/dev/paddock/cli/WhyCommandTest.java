package dev.paddock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WhyCommandTest {
  private static final String SESSION = "20260101-120000-bbbbbb";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();

  @BeforeEach
  void writeALog() throws Exception {
    Files.writeString(
        folder.resolve(SESSION + ".jsonl"),
        """
        {"time":"2026-01-01T12:00:00Z","kind":"decision","id":"1","target":"ls","verdict":"allow","rule":"none","enforcement":"gate","reason":"fine"}
        {"time":"2026-01-01T12:00:01Z","kind":"decision","id":"2","target":"npm install x\\u001b[2J","verdict":"ask","rule":"driven-by-untrusted-content","enforcement":"gate","reason":"only content names x","remedy":"Name it.","effects":"starts npm install x\\nit installs","evidence":"x: first in the page https://a.example\\nnot in the user's words"}
        {"time":"2026-01-01T12:00:02Z","kind":"connected","id":"2","target":"a.example:443"}
        {"time":"2026-01-01T12:00:03Z","kind":"decision","id":"3","target":"make","verdict":"allow","rule":"none","enforcement":"gate","reason":"fine"}
        """);
  }

  @Test
  void withoutANumberTheLastThatWasNotAllowedIsTold() throws Exception {
    run();

    assertThat(out.toString())
        .contains("ask: npm install x?[2J")
        .contains("rule: driven-by-untrusted-content (gate)")
        .contains("Driven by Untrusted Content: A name")
        .contains("what would change it: Name it.")
        .contains("  it installs")
        .contains("  x: first in the page https://a.example")
        .contains("  not in the user's words");
  }

  @Test
  void aDecisionIsToldByItsNumber() throws Exception {
    run("1");

    assertThat(out.toString()).contains("allow: ls").doesNotContain("evidence");
  }

  @Test
  void programsGetJson() throws Exception {
    run("--json", "--session", SESSION, "2");

    JsonNode why = new JsonMapper().readTree(out.toString());
    assertThat(why.get("effects")).hasSize(2);
    assertThat(why.get("evidence").get(1).asString()).isEqualTo("not in the user's words");
    assertThat(why.get("rule_text").asString()).startsWith("Driven by Untrusted Content");
  }

  @Test
  void aNumberThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> run("9"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no decision 9");
  }

  @Test
  void aSessionThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> run("--session", "20300101-120000-cccccc", "1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("paddock log --list");
  }

  private void run(String... arguments) throws Exception {
    WhyCommand why = new WhyCommand();
    why.run(new CommandLine(why.spec()).parseArgs(arguments), folder, new PrintWriter(out, true));
  }
}
