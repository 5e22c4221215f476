package dev.paddock.bash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tree holds. */
class BashParserTest {
  private static Script parse(String text) {
    assertThat(BashParser.parse(text)).isInstanceOf(Parsed.Tree.class);
    return ((Parsed.Tree) BashParser.parse(text)).script();
  }

  private static Command first(String text) {
    return parse(text).statements().getFirst().first().stages().getFirst().command();
  }

  private static List<Optional<String>> words(String text) {
    return ((Command.Simple) first(text)).words().stream().map(Word::literal).toList();
  }

  @Test
  void quotesAreRemovedAndContinuationsJoined() {
    assertThat(words("r\\\nm \"-\"r'f' \\~ $'\\x2f\\101' a\\ b"))
        .containsExactly(
            Optional.of("rm"),
            Optional.of("-rf"),
            Optional.of("~"),
            Optional.of("/A"),
            Optional.of("a b"));
  }

  @Test
  void whatIsExpandedIsNoLiteral() {
    assertThat(words("echo $x \"${y:-1}\" $(ls) `ls` $((1)) <(ls)").subList(1, 7))
        .allMatch(Optional::isEmpty);
  }

  @Test
  void aHeredocIsReadWhereItsLineEnds() {
    Script script = parse("cat <<A <<'B' | sort\none $x\nA\ntwo $y\nB\necho end");
    Command.Simple cat =
        (Command.Simple) script.statements().getFirst().first().stages().getFirst().command();
    assertThat(cat.redirects()).hasSize(2);
    assertThat(cat.redirects().getFirst().target().literal()).isEmpty();
    assertThat(cat.redirects().getLast().target().literal()).contains("two $y\n");
    assertThat(script.statements()).hasSize(2);
  }

  @Test
  void anExclamationMarkBeforeAParenthesisNegatesASubshell() {
    Pipeline pipeline = parse("!(rm x)").statements().getFirst().first();
    assertThat(pipeline.negated()).isTrue();
    assertThat(pipeline.stages().getFirst().command()).isInstanceOf(Command.Subshell.class);
  }

  @Test
  void doubleParenthesesThatAreNoArithmeticAreSubshells() {
    assertThat(first("((a) ; (b))")).isInstanceOf(Command.Subshell.class);
    assertThat(first("((a + 1))")).isInstanceOf(Command.Arithmetic.class);
  }

  @Test
  void offsetsPointIntoTheText() {
    String text = "echo  'a b' c";
    Word word = ((Command.Simple) first(text)).words().get(1);
    assertThat(text.substring(word.start(), word.end())).isEqualTo("'a b'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo 'a",
        "echo \"a",
        "echo `a",
        "echo $(a",
        "if true; then",
        "fi",
        "a | | b",
        "a && ",
        "case x in",
        "( )",
        "{ }",
        "f() echo",
        "a;;",
        "for x in a; b; done",
        "[[ a b ]]",
        "echo )",
        "> ",
        "a=(",
        "while true; done"
      })
  void whatBashRefusesIsRefused(String text) {
    assertThat(BashParser.parse(text)).isInstanceOf(Parsed.Failure.class);
  }
}
