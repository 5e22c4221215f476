package dev.paddock.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunsOutsideParserTest {
  @Test
  void aLineHasAPatternAndItsReasonOrThatOfItsSection() {
    List<Rule> rules =
        RunsOutsideParser.parse(
            "t", "# a comment\n[runs shells] a shell runs it\n.envrc   direnv\n\n.Config/Fish/\n");
    assertThat(rules)
        .containsExactly(
            new Rule(List.of(".envrc"), false, Protection.RUNS, "shells", "direnv", List.of()),
            new Rule(
                List.of(".config", "fish"),
                true,
                Protection.RUNS,
                "shells",
                "a shell runs it",
                List.of()));
  }

  @Test
  void anExceptionBelongsToTheDirectoryAboveIt() {
    List<Rule> rules = RunsOutsideParser.parse("t", "[runs a] b\n.claude/\n!.claude/worktrees/\n");
    assertThat(rules)
        .singleElement()
        .satisfies(r -> assertThat(r.keepsWritable("worktrees")).isTrue());
  }

  @Test
  void anExceptionWithoutItsDirectoryIsRefusedWithItsLine() {
    refused("[runs a] b\n!.claude/worktrees/\n", "t:2: \"!.claude/worktrees/\" needs a line");
  }

  @Test
  void aPatternBeforeTheFirstSectionIsRefusedWithItsLine() {
    refused("\n.envrc\n", "t:2: a pattern before the first [section]");
  }

  @Test
  void aKindThatIsUnknownIsRefusedWithItsLine() {
    refused("[walks a] b\n", "t:1: no kind of section is called \"walks\"");
  }

  @Test
  void aSectionWithoutAReasonIsRefusedWithItsLine() {
    refused("[runs a]\n", "t:1: a section needs a reason");
  }

  @Test
  void aPatternThatIsThereTwiceIsRefusedWithItsLine() {
    refused("[runs a] b\n.envrc\n.ENVRC\n", "t:3: \".ENVRC\" is there twice");
  }

  @Test
  void aPatternWithAnEmptyOrDottedNameIsRefusedWithItsLine() {
    refused("[runs a] b\na//b\n", "t:2: \"a//b\" is no pattern");
    refused("[runs a] b\n../b\n", "t:2: \"../b\" is no pattern");
  }

  @Test
  void aPathAmongThePartsOfABareRepositoryIsRefusedWithItsLine() {
    refused("[bare-part a] b\na/b\n", "t:2: a [bare-part] section takes plain names only");
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> RunsOutsideParser.parse("t", text))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith(message);
  }
}
