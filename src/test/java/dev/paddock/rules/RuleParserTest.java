package dev.paddock.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.action.Enforcement;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleParserTest {
  @Test
  void aRuleIsReadAsItIsWritten() {
    List<Rule> rules =
        RuleParser.parse(
            "t",
            """
            # Head
            text
            ## soft_deny
            ### TLS/Auth Weaken
            behind: wall (a; b (c)); gate (d); judgement
            change: x, y

            One.
            Two.
            ## environment
            ### A & B
            Three.
            """);
    assertThat(rules)
        .containsExactly(
            new Rule(
                "tls-auth-weaken",
                "TLS/Auth Weaken",
                RuleKind.SOFT_DENY,
                "One. Two.",
                List.of(
                    new Backing(Enforcement.WALL, "a; b (c)"),
                    new Backing(Enforcement.GATE, "d"),
                    new Backing(Enforcement.JUDGEMENT, "")),
                "x, y",
                "default"),
            new Rule(
                "a-b",
                "A & B",
                RuleKind.ENVIRONMENT,
                "Three.",
                List.of(),
                "[auto_mode] environment",
                "default"));
  }

  @Test
  void whatIsWrongIsToldWithItsLine() {
    wrong("## maybe\n", "t:1: no kind of rule is called maybe");
    wrong("## allow\ntext\n", "t:2: text before the first rule");
    wrong("## allow\n### A\nbehind: wal\n", "t:3: \"wal\" is neither");
    wrong("## allow\n### A\nbehind: gate; wall\n", "t:3: the order is");
    wrong("## allow\n### A\nbehind: gate\nbehind: gate\n", "t:4: this line is said once");
    wrong("## allow\n### A\nbehind: gate\nx\nchange: y\n", "t:5: this line is said once");
    wrong("## allow\n### A\nbehind: gate\n", "the rule a says nothing");
    wrong("## allow\n### A\nx\n", "what stands behind it");
    wrong("## environment\n### A\nbehind: gate\nx\n", "what stands behind it");
    wrong("## allow\n### A\nbehind: gate\nx\n### a\nbehind: gate\nx\n", "is there twice");
  }

  private static void wrong(String text, String message) {
    assertThatThrownBy(() -> RuleParser.parse("t", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
