package dev.paddock.rules;

import static dev.paddock.rules.OwnRule.DEFAULTS;
import static dev.paddock.rules.RuleKind.ALLOW;
import static dev.paddock.rules.RuleKind.ENVIRONMENT;
import static dev.paddock.rules.RuleKind.HARD_DENY;
import static dev.paddock.rules.RuleKind.SOFT_DENY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.action.Enforcement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleBookTest {
  @Test
  void withoutAnOwnersListsTheBuiltInRulesAreInForce() {
    RuleBook book = RuleBook.of(List.of());
    assertThat(book.all()).hasSameElementsAs(DefaultRules.all());
    assertThat(Stream.of(RuleKind.values())).noneMatch(book::isReplaced);
  }

  @Test
  void theBuiltInListComesWhereDefaultsIsWritten() {
    List<Rule> rules = RuleBook.of(own(SOFT_DENY, "A", DEFAULTS, "B")).rules(SOFT_DENY);
    assertThat(rules).hasSize(DefaultRules.of(SOFT_DENY).size() + 2);
    assertThat(rules.getFirst().text()).isEqualTo("A");
    assertThat(rules.getLast().text()).isEqualTo("B");
    assertThat(rules.subList(1, rules.size() - 1)).isEqualTo(DefaultRules.of(SOFT_DENY));
  }

  @Test
  void theBuiltInListComesOnceHoweverOftenItIsAskedFor() {
    RuleBook book = RuleBook.of(own(ALLOW, DEFAULTS, "A", DEFAULTS));
    assertThat(book.rules(ALLOW)).hasSize(DefaultRules.of(ALLOW).size() + 1);
  }

  @Test
  void aListWithoutDefaultsReplacesTheBuiltInOneAndNoOther() {
    RuleBook book = RuleBook.of(own(ENVIRONMENT, "Ours."));
    assertThat(book.rules(ENVIRONMENT)).extracting(Rule::text).containsExactly("Ours.");
    assertThat(book.isReplaced(ENVIRONMENT)).isTrue();
    assertThat(book.isReplaced(SOFT_DENY)).isFalse();
    assertThat(book.rule("git-destructive")).isPresent();
  }

  @Test
  void aRuleThatWasReplacedIsNotInForce() {
    RuleBook book = RuleBook.of(own(SOFT_DENY, "Mine only."));
    assertThat(book.rule("git-destructive")).isEmpty();
    assertThat(book.rule("data-exfiltration")).isPresent();
  }

  @Test
  void listsOfSeveralSourcesAreOneList() {
    List<OwnRule> all =
        Stream.concat(own(SOFT_DENY, "A").stream(), own(SOFT_DENY, DEFAULTS).stream()).toList();
    assertThat(RuleBook.of(all).isReplaced(SOFT_DENY)).isFalse();
  }

  @Test
  void anOwnersRuleIsJudgementEvenWhereNothingClearsIt() {
    Rule rule =
        RuleBook.of(own(HARD_DENY, DEFAULTS, "Never touch billing."))
            .rule("own-never-touch-billing")
            .orElseThrow();
    assertThat(rule.kind()).isEqualTo(HARD_DENY);
    assertThat(rule.behind()).extracting(Backing::by).containsExactly(Enforcement.JUDGEMENT);
    assertThat(rule.change()).isEqualTo("edit file:1");
  }

  @Test
  void anOwnersRuleIsNamedByItsLabelAndNeverLikeABuiltInOne() {
    RuleBook book =
        RuleBook.of(own(SOFT_DENY, DEFAULTS, "Git Destructive: mine", "Git Destructive: too", "…"));
    assertThat(book.rules(SOFT_DENY))
        .extracting(Rule::id)
        .endsWith("own-git-destructive", "own-git-destructive-2", "own");
    assertThat(book.rule("git-destructive")).isPresent();
  }

  private static List<OwnRule> own(RuleKind kind, String... texts) {
    return Arrays.stream(texts).map(text -> new OwnRule(kind, text, "file:1")).toList();
  }
}
