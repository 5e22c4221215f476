package dev.paddock.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.action.Enforcement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultRulesTest {
  @Test
  void noTwoRulesHaveOneId() {
    assertThat(DefaultRules.all()).extracting(Rule::id).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(RuleKind.class)
  void everyKindHasRules(RuleKind kind) {
    assertThat(DefaultRules.of(kind)).isNotEmpty().allMatch(rule -> rule.kind() == kind);
  }

  @Test
  void everyRuleSaysWhatStandsBehindItAndHowToChangeIt() {
    assertThat(DefaultRules.all())
        .filteredOn(rule -> rule.kind() != RuleKind.ENVIRONMENT)
        .allSatisfy(
            rule -> {
              assertThat(rule.behind()).isNotEmpty();
              assertThat(rule.change()).isNotBlank();
              assertThat(rule.origin()).isEqualTo("default");
            });
  }

  @Test
  void aWallAndAGateSayWhatTheyDo() {
    assertThat(DefaultRules.all())
        .flatExtracting(Rule::behind)
        .filteredOn(backing -> backing.by() != Enforcement.JUDGEMENT)
        .allSatisfy(backing -> assertThat(backing.grounds()).isNotBlank());
  }

  @Test
  void anotherRuleThatAGateTellsInsteadExists() {
    assertThat(DefaultRules.all())
        .flatExtracting(Rule::behind)
        .map(Backing::grounds)
        .filteredOn(grounds -> grounds.contains("told as "))
        .flatExtracting(
            grounds -> List.of(grounds.substring(grounds.indexOf("told as ") + 8).split(", ")))
        .allSatisfy(id -> assertThat(DefaultRules.rule(id)).isPresent());
  }

  @Test
  void everyDenialIsTwoToSixSentencesThatAPersonCanJudgeBy() {
    assertThat(DefaultRules.all())
        .filteredOn(rule -> rule.kind() == RuleKind.SOFT_DENY || rule.kind() == RuleKind.HARD_DENY)
        .allSatisfy(
            rule ->
                assertThat(rule.prose().split("\\. |\\.$", -1).length - 1)
                    .as(rule.id())
                    .isBetween(2, 6));
  }

  @Test
  void everySoftDenialSaysWhatTheUserMustHaveSaidToClearIt() {
    assertThat(DefaultRules.of(RuleKind.SOFT_DENY))
        .allSatisfy(
            rule ->
                assertThat(rule.prose())
                    .as(rule.id())
                    .containsAnyOf("The user must have ", "Only the user's word that this flag"));
  }

  @Test
  void aTextBeginsWithItsTitle() {
    assertThat(DefaultRules.rule("git-destructive").orElseThrow().text())
        .startsWith("Git Destructive: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git-push-destination",
        "local-operations",
        "read-only-operations",
        "declared-dependencies",
        "test-artifacts"
      })
  void whatTheGateAllowsHasARule(String id) {
    assertThat(DefaultRules.rule(id))
        .hasValueSatisfying(r -> assertThat(r.kind()).isEqualTo(RuleKind.ALLOW));
  }

  @Test
  void whatTheGateDeniesHasARule() {
    List<String> ids =
        Arrays.asList(
            """
            git-destructive git-push-to-default-branch remote-repoint code-from-external
            cloud-storage-mass-delete production-deploy remote-shell-writes sensitive-remote-exec
            blind-apply logging-audit-tampering permission-grant tls-auth-weaken
            secret-store-writes security-weaken safety-bypass-flag create-unsafe-agents
            interfere-with-workloads ci-bypass modify-shared-resources
            irreversible-local-destruction unverifiable-deletion-target shared-scratch-sweep
            irreversible-deletion expose-local-services external-ingress-tunnel
            credential-leakage credential-materialization credential-exploration
            containment-escape create-public-surface public-data-sharing-upload
            untrusted-code-integration package-registry-bypass unauthorized-persistence
            self-modification auto-mode-bypass external-system-writes merge-without-review
            self-approval create-rce-surface preemptive-block-on-clear-intent
            """
                .strip()
                .split("\\s+", -1));
    assertThat(DefaultRules.of(RuleKind.SOFT_DENY)).extracting(Rule::id).containsAll(ids);
    assertThat(DefaultRules.of(RuleKind.HARD_DENY))
        .extracting(Rule::id)
        .containsExactly("data-exfiltration");
  }
}
