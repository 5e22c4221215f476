package dev.paddock.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.action.Verdict;
import dev.paddock.profile.Layer;
import dev.paddock.profile.Origin;
import dev.paddock.profile.Sourced;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of the owner's own profile, and those that Paddock writes there. */
class ExactRuleTest {
  @Test
  void oneProgramWithPlainWordsHasARuleThatAllowsExactlyThat() {
    assertThat(ExactRule.of("npm publish --dry-run")).contains("Bash(npm publish --dry-run)");
    assertThat(ExactRule.of("git commit -m 'mend it' \"\""))
        .contains("Bash(git commit -m 'mend it' \"\")");

    Imported own = own("Bash(npm publish --dry-run)", "Bash(git commit -m 'mend it')");

    assertThat(verdicts(own, "npm", "publish", "--dry-run")).containsExactly(Verdict.ALLOW);
    assertThat(verdicts(own, "git", "commit", "-m", "mend it")).containsExactly(Verdict.ALLOW);
    assertThat(verdicts(own, "npm", "publish")).isEmpty();
    assertThat(verdicts(own, "npm", "publish", "--dry-run", "--x")).isEmpty();
    assertThat(verdicts(own, "git", "commit", "-m", "mend", "it")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "rm *",
        "rm -rf build:*",
        "a && b",
        "a; b",
        "a | b",
        "a > b",
        "a\nb",
        "a\tb",
        "a  b",
        " a",
        "a ",
        "A=1 a",
        "a $B",
        "a $(b)",
        "a `b`",
        "a \\b",
        "a 'b",
        "a \"$b\"",
        "a 'b'c",
        "a 'b*'",
        "a ?",
        "a [x]",
        "a {b,c}",
        "a ~",
        "a !b",
        "a #b",
        "(a)",
        "a )",
        "a é",
        "a \u202eb",
        "a \u001b[2J",
        "timeout:5"
      })
  void whatCouldBeReadOtherwiseHasNone(String command) {
    assertThat(ExactRule.of(command)).isEmpty();
  }

  @Test
  void whatCantBeEnforcedOfTheProfilesOwnRulesIsToldAsSuch() {
    assertThat(own("Bash(a && b)", "Bash(python3:*)", "Bash(*)").lines())
        .allSatisfy(line -> assertThat(line.outcome()).isInstanceOf(Outcome.NotEnforced.class));
  }

  @Test
  void aDenialOfAnAgentsOwnSettingsIsStrongerThanTheProfilesAllowLine() {
    Imported both =
        own("Bash(npm publish)").and(Texts.claude(Scope.PROJECT, Verdict.DENY, "Bash(npm *)"));

    assertThat(verdicts(both, "npm", "publish")).containsExactly(Verdict.DENY);
  }

  private static List<Verdict> verdicts(Imported own, String... words) {
    return own.command(List.of(words)).map(RuleMatch::verdict).stream().toList();
  }

  private static Imported own(String... rules) {
    return Permissions.ofProfile(
        Stream.of(rules)
            .map(rule -> new Sourced<>(rule, new Origin(Layer.USER, "/c/profile.toml", 2)))
            .toList());
  }
}
