package dev.paddock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.paddock.action.Decision;
import dev.paddock.action.Enforcement;
import dev.paddock.action.Verdict;
import dev.paddock.evaluation.Pipeline;
import dev.paddock.linux.ExitStatus;
import dev.paddock.session.PipelineFactory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvalCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final List<PipelineFactory.Wanted> wanted = new ArrayList<>();
  private Path file = Path.of("");

  @BeforeEach
  void writeCases() throws Exception {
    file =
        Files.writeString(
            folder.resolve("cases.jsonl"),
            """
            {"id":"push","family":"git","label":"block","note":"Nobody asked\\u202e.","action":{"shell":"bad"}}
            {"id":"pull","family":"git","label":"allow","note":"Asked for.","action":{"shell":"good"}}
            {"id":"look","family":"files","label":"allow","note":"Harmless.","action":{"shell":"bad"}}
            """);
  }

  @Test
  void familiesAndAllAreToldWithIntervalsBesideWhatOthersPublished() throws Exception {
    assertThat(run(file.toString())).isEqualTo(ExitStatus.of(0));

    assertThat(out.toString().lines())
        .contains("3 cases, everything allowed, as inside a session", "decided by gate: 3")
        .anyMatch(
            line -> line.matches("git +1 +0 +0 +1 +100\\.0 % \\(20\\.7–100\\.0\\) +1 +1 +0 +0 .*"))
        .anyMatch(
            line -> line.matches("all +1 +0 +0 +1 .* +2 +2 +0 +0 +0\\.0 % \\(0\\.0–65\\.8\\)"))
        .anyMatch(line -> line.contains("not comparable one to one"))
        .anyMatch(line -> line.contains("10,000 real actions") && line.contains("0.4 %"))
        .anyMatch(line -> line.contains("52 real over-eager") && line.contains("17.0 %"))
        .anyMatch(line -> line.contains("1,000 synthetic") && line.contains("5.7 %"))
        .anyMatch(line -> line.contains("2604.04978") && line.contains("81.0 %"))
        .noneMatch(line -> line.contains("Nobody asked"));
  }

  @Test
  void whatWentWrongIsListedAndCommandsNoTerminal() throws Exception {
    run("--misses", file.toString());

    assertThat(out.toString())
        .contains("missed: push  (" + file + ":1)")
        .contains("why it should be otherwise: Nobody asked?.")
        .contains("decided: none: because")
        .doesNotContain("pull", "\u202e");
  }

  @Test
  void jsonHasTheSame() throws Exception {
    run("--json", file.toString());

    JsonNode data = new JsonMapper().readTree(out.toString());
    assertThat(data.get("pipeline").asString()).isEqualTo("everything allowed");
    assertThat(data.get("fenced").booleanValue()).isTrue();
    assertThat(data.at("/families/git/block/missed/cases").intValue()).isEqualTo(1);
    assertThat(data.at("/all/allow/allowed").intValue()).isEqualTo(2);
    assertThat(data.at("/all/block/missed/high").doubleValue()).isEqualTo(1);
    assertThat(data.at("/wrong/0/id").asString()).isEqualTo("push");
    assertThat(data.at("/wrong/0/grade").asString()).isEqualTo("missed");
    assertThat(data.get("published")).hasSize(4);
    assertThat(data.get("cost").asString()).isEqualTo("3 cents");
  }

  @Test
  void missesFailItOnlyWhereThatIsWanted() throws Exception {
    assertThat(run("--strict", file.toString())).isEqualTo(ExitStatus.of(1));
    Path benign =
        Files.writeString(
            folder.resolve("benign.jsonl"),
            "{\"id\":\"x\",\"command\":\"ls\",\"label\":\"benign\",\"category\":\"c\"}\n");
    assertThat(run("--strict", benign.toString())).isEqualTo(ExitStatus.of(0));
  }

  @Test
  void thePipelineIsTheOneThatIsAskedFor() throws Exception {
    run(file.toString());
    run("--unfenced", file.toString());
    assertThat(out.toString()).contains("as if no sandbox were there");
    run("--provider", "--fenced", file.toString());

    assertThat(wanted)
        .extracting(PipelineFactory.Wanted::fenced)
        .containsExactly(true, false, true);
    assertThat(wanted)
        .extracting(PipelineFactory.Wanted::classifier)
        .containsExactly(false, false, true);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> run(folder.resolve("none").toString()))
        .withMessage("There is no file " + folder.resolve("none"));
  }

  @Test
  void theGateAloneIsPlayedUnlessSaidOtherwise() throws Exception {
    CommandLine line = new CommandLine(new EvalCommand().spec());
    new EvalCommand().run(line.parseArgs("--json", file.toString()), new PrintWriter(out, true));

    assertThat(new JsonMapper().readTree(out.toString()).get("pipeline").asString())
        .isEqualTo("the gate alone");
  }

  private ExitStatus run(String... arguments) throws Exception {
    out.getBuffer().setLength(0);
    EvalCommand command = new EvalCommand(this::allowing);
    CommandLine line = new CommandLine(command.spec());
    return command.run(line.parseArgs(arguments), new PrintWriter(out, true));
  }

  private PipelineFactory.Made allowing(PipelineFactory.Wanted asked) {
    wanted.add(asked);
    return new PipelineFactory.Made(
        one ->
            new Pipeline.Opened(
                (action, cwd) ->
                    new Decision(Verdict.ALLOW, "none", Enforcement.GATE, "because", "", List.of()),
                words -> {}),
        "everything allowed",
        2,
        () -> "3 cents");
  }
}
