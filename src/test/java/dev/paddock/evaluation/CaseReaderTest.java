package dev.paddock.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.paddock.action.Action;
import dev.paddock.classifier.Channel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaseReaderTest {
  private static final String WHOLE =
      """
      {"id":"a","family":"f","label":"block","note":"why","task":"t","instructions":"i","project":"/p","cwd":"/p/sub",\
      "files":["old"],"before":[{"typed":"one"},{"pasted":"two"},{"prompt":"three"},{"action":{"read":"x"}},\
      {"came":{"action":{"fetch":"https://a.example"},"text":"page"}}],"action":{"shell":"ls"},\
      "model":{"label":"allow","words":["one"]}}""";

  @TempDir private Path folder;

  @Test
  void everyFieldIsRead() throws Exception {
    LabelledCase read = one(WHOLE);

    assertThat(read)
        .isEqualTo(
            new LabelledCase(
                "a",
                "f",
                Label.BLOCK,
                "why",
                "cases:1",
                Optional.of("t"),
                Optional.of("i"),
                Path.of("/p"),
                Path.of("/p/sub"),
                List.of(Path.of("/p/sub/old")),
                List.of(
                    new Before.Said(Channel.TYPED, "one"),
                    new Before.Said(Channel.PASTED, "two"),
                    new Before.Said(Channel.PROMPT, "three"),
                    new Before.Asked(new Action.ReadFile(Path.of("/p/sub/x"))),
                    new Before.Came(new Action.Fetch("https://a.example"), "page")),
                new Action.Shell("ls"),
                Optional.of(new ModelAnswer(Label.ALLOW, List.of("one")))));
  }

  @Test
  void whatMayBeLeftOutHasAValue() throws Exception {
    LabelledCase read = one(with("{\"shell\":\"ls\"}"));

    assertThat(read.project()).isEqualTo(Path.of("/repo/project"));
    assertThat(read.cwd()).isEqualTo(read.project());
    assertThat(read.task()).isEmpty();
    assertThat(read.instructions()).isEmpty();
    assertThat(read.before()).isEmpty();
    assertThat(read.files()).isEmpty();
    assertThat(read.model()).isEmpty();
  }

  @Test
  void everyKindOfActionIsRead() throws Exception {
    Path file = Path.of("/repo/project/f");
    assertThat(one(with("{\"shell\":\"ls\"}")).action()).isEqualTo(new Action.Shell("ls"));
    assertThat(one(with("{\"read\":\"f\"}")).action()).isEqualTo(new Action.ReadFile(file));
    assertThat(one(with("{\"write\":{\"path\":\"f\",\"content\":\"c\"}}")).action())
        .isEqualTo(new Action.WriteFile(file, "c"));
    assertThat(one(with("{\"edit\":{\"path\":\"/etc/x\",\"added\":\"c\"}}")).action())
        .isEqualTo(new Action.EditFile(Path.of("/etc/x"), "c"));
    assertThat(one(with("{\"fetch\":\"https://a.example\"}")).action())
        .isEqualTo(new Action.Fetch("https://a.example"));
    assertThat(one(with("{\"search\":\"q\"}")).action()).isEqualTo(new Action.Search("q"));
    assertThat(
            one(with("{\"mcp\":{\"server\":\"s\",\"tool\":\"t\",\"arguments\":{\"a\":[1,\"b\"]}}}"))
                .action())
        .isEqualTo(new Action.McpCall("s", "t", "{\"a\":[1,\"b\"]}"));
    assertThat(one(with("{\"subagent\":\"do\"}")).action()).isEqualTo(new Action.Subagent("do"));
    assertThat(one(with("{\"tool\":{\"name\":\"n\",\"arguments\":{}}}")).action())
        .isEqualTo(new Action.OtherTool("n", "{}"));
  }

  @Test
  void aBareCommandIsReadAsListsOfCommandsHaveIt() throws Exception {
    LabelledCase read =
        one(
            """
            {"id":"x-1","source":"s","command":"rm -rf /","label":"dangerous","category":"deletes","expect":"block","note":"n","cwd":"/home/dev/proj","syntax":false}""");

    assertThat(read.family()).isEqualTo("deletes");
    assertThat(read.label()).isEqualTo(Label.BLOCK);
    assertThat(read.project()).isEqualTo(Path.of("/home/dev/proj"));
    assertThat(read.action()).isEqualTo(new Action.Shell("rm -rf /"));
    assertThat(
            one("{\"id\":\"y\",\"command\":\"ls\",\"label\":\"benign\",\"category\":\"c\"}")
                .label())
        .isEqualTo(Label.ALLOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"syntax\":1",
        "\"source\":1",
        "\"expect\":[]",
        "\"task\":\"t\"",
        "\"cwd\":\".\""
      })
  void aBareCommandIsReadStrictlyToo(String more) {
    assertThatExceptionOfType(CaseException.class)
        .isThrownBy(
            () ->
                one(
                    "{\"id\":\"y\",\"command\":\"ls\",\"label\":\"benign\",\"category\":\"c\","
                        + more
                        + "}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"id\":\"a\"|\"id\":7|\"id\" of the line is no text",
        "\"id\":\"a\"|\"id\":\" \"|\"id\" of the line must be one line",
        "\"id\":\"a\"|\"id\":\"a\\nb\"|\"id\" of the line must be one line",
        "\"id\":\"a\",|`` |the line lacks \"id\"",
        "\"label\":\"block\"|\"label\":\"deny\"|\"label\" is \"deny\", neither block nor allow",
        "\"label\":\"block\"|\"label\":null|\"label\" of the line is no text",
        "\"note\":\"why\"|\"note\":\"\"|\"note\" of the line must be one line",
        "\"note\":\"why\"|\"note\":\"why\",\"note\":\"again\"|no valid JSON object with different keys",
        "\"note\":\"why\"|\"note\":\"why\",\"expect\":\"block\"|a field that is not known, \"expect\"",
        "\"task\":\"t\"|\"task\":[\"t\"]|\"task\" of the line is no text",
        "\"project\":\"/p\"|\"project\":\"p\"|\"project\" of the line is no absolute path",
        "\"project\":\"/p\"|\"project\":\"/p\\u0000\"|is no path",
        "\"files\":[\"old\"]|\"files\":[1]|has an entry that is no text",
        "\"files\":[\"old\"]|\"files\":\"old\"|\"files\" of the line is no list",
        "\"before\":[|\"before\":[1,|an entry of \"before\" is no JSON object",
        "{\"typed\":\"one\"}|{}|must have one field",
        "{\"typed\":\"one\"}|{\"typed\":\"one\",\"pasted\":\"x\"}|must have one field",
        "{\"typed\":\"one\"}|{\"said\":\"one\"}|a field that is not known, \"said\"",
        "{\"read\":\"x\"}|{\"read\":\"~/x\"}|the home is /home/dev here",
        "{\"read\":\"x\"}|{\"read\":\"\"}|is no path",
        "{\"read\":\"x\"}|{\"read\":\"x\",\"shell\":\"y\"}|\"action\" must have one field",
        "\"text\":\"page\"|\"txt\":\"page\"|\"came\" has a field that is not known, \"txt\"",
        "{\"shell\":\"ls\"}|{\"shell\":[\"ls\"]}|\"shell\" of \"action\" is no text",
        "{\"shell\":\"ls\"}|{\"bash\":\"ls\"}|\"action\" has a field that is not known, \"bash\"",
        "{\"shell\":\"ls\"}|{\"write\":{\"path\":\"x\"}}|\"write\" lacks \"content\"",
        "{\"shell\":\"ls\"}|{\"mcp\":{\"server\":\"s\",\"tool\":\"t\",\"arguments\":\"{}\"}}|\"arguments\" is no JSON object",
        "{\"shell\":\"ls\"}|\"ls\"|\"action\" is no JSON object",
        "{\"label\":\"allow\",|{\"label\":\"yes\",|neither block nor allow",
        "\"words\":[\"one\"]|\"words\":\"one\"|\"words\" of \"model\" is no list",
      })
  void whatIsNotAsItShouldBeIsToldWithItsLine(String part, String instead, String problem) {
    assertThat(WHOLE).contains(part);
    assertThatExceptionOfType(CaseException.class)
        .isThrownBy(() -> CaseReader.read("cases", "\n" + WHOLE.replace(part, instead.strip())))
        .withMessageStartingWith("cases:2: ")
        .withMessageContaining(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "1", "{", "{} {}", "{}x", "\uFEFF{}", "{'id':'a'}", "nonsense", "null"})
  void whatIsNoObjectIsAnError(String line) {
    assertThatExceptionOfType(CaseException.class)
        .isThrownBy(() -> CaseReader.read("cases", line))
        .withMessageStartingWith("cases:1: ");
  }

  @Test
  void theSameIdTwiceIsAnErrorAlsoInAnotherFile() throws Exception {
    Path first = Files.writeString(folder.resolve("1.jsonl"), with("{\"shell\":\"ls\"}") + "\n");
    Path second = Files.writeString(folder.resolve("2.jsonl"), WHOLE);

    assertThatExceptionOfType(CaseException.class)
        .isThrownBy(() -> CaseReader.read(List.of(first, second)))
        .withMessage(second + ":1: the id \"a\" is taken already, at " + first + ":1");
  }

  @Test
  void allProblemsAreToldAtOnce() {
    assertThatExceptionOfType(CaseException.class)
        .isThrownBy(() -> CaseReader.read("cases", "{}\n" + WHOLE + "\n[]\n".repeat(30)))
        .withMessageContaining("cases:1: ")
        .withMessageContaining("cases:3: ")
        .withMessageEndingWith("… and 11 more");
  }

  @Test
  void aFileThatIsNotUtf8IsAnError() throws Exception {
    Path file = Files.write(folder.resolve("x"), new byte[] {'{', (byte) 0xC3, '}'});

    assertThatExceptionOfType(CaseException.class)
        .isThrownBy(() -> CaseReader.read(List.of(file)))
        .withMessage(file + ": it is not UTF-8");
  }

  @Test
  void whatAMessageQuotesCommandsNoTerminal() {
    assertThatExceptionOfType(CaseException.class)
        .isThrownBy(() -> CaseReader.read("cases", "{\"\\u001b[2J\\u202e\":1}"))
        .withMessage("cases:1: the line has a field that is not known, \"?[2J?\"");
  }

  @Test
  void deepNestingIsAnErrorAndNoMore() {
    String deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);

    assertThatExceptionOfType(CaseException.class)
        .isThrownBy(
            () ->
                CaseReader.read(
                    "cases", with("{\"tool\":{\"name\":\"n\",\"arguments\":" + deep + "}}")));
  }

  @Test
  void whateverComesInIsReadOrRefused() {
    Random random = new Random(7);
    int refused = 0;
    for (int round = 0; round < 5_000; round++) {
      StringBuilder line = new StringBuilder(WHOLE);
      for (int change = random.nextInt(1, 4); change > 0; change--) {
        int place = random.nextInt(line.length());
        switch (random.nextInt(4)) {
          case 0 -> line.deleteCharAt(place);
          case 1 -> line.insert(place, "\"{}[],:\\ \n0u".charAt(random.nextInt(12)));
          case 2 -> line.setCharAt(place, (char) random.nextInt(0x3000));
          default -> line.insert(place, line.substring(place, Math.min(line.length(), place + 20)));
        }
      }
      try {
        CaseReader.read("cases", line.toString());
      } catch (CaseException e) {
        assertThat(e.getMessage()).startsWith("cases:");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }

  private static String with(String action) {
    return "{\"id\":\"a\",\"family\":\"f\",\"label\":\"block\",\"note\":\"why\",\"action\":"
        + action
        + "}";
  }

  private static LabelledCase one(String line) throws CaseException {
    return CaseReader.read("cases", line).getFirst();
  }
}
