package dev.paddock.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.relay.RefUpdate.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushPolicyTest {
  private final PushPolicy policy =
      new PushPolicy(
          new PushRules(branch -> !branch.equals("release"), ref -> ref.startsWith("refs/tags/v")));

  @ParameterizedTest
  @CsvSource({
    // ref, kind, old is upstream's, new is a commit, is the default branch, rule
    "refs/heads/feature/x, CREATE,       true,  true,  false, ",
    "refs/heads/feature/x, FAST_FORWARD, true,  true,  false, ",
    "refs/heads/feature/x, REWRITE,      true,  true,  false, git-not-fast-forward",
    "refs/heads/feature/x, DELETE,       true,  false, false, git-delete",
    "refs/heads/feature/x, CREATE,       false, true,  false, git-stale",
    "refs/heads/feature/x, FAST_FORWARD, false, true,  false, git-stale",
    "refs/heads/feature/x, CREATE,       true,  false, false, git-not-a-commit",
    "refs/heads/main,      FAST_FORWARD, true,  true,  true,  git-default-branch",
    "refs/heads/main,      DELETE,       true,  false, true,  git-delete",
    "refs/heads/release,   CREATE,       true,  true,  false, git-branch-not-granted",
    "refs/heads/release,   FAST_FORWARD, true,  true,  false, git-branch-not-granted",
    "refs/heads/-x,        CREATE,       true,  true,  false, git-ref-name",
    "refs/heads/HEAD,      CREATE,       true,  true,  false, git-ref-name",
    "refs/heads/refs/heads/main, CREATE, true,  true,  false, git-ref-name",
    "refs/heads/a..b,      CREATE,       true,  true,  false, git-ref-name",
    "refs/paddock/old/x,   CREATE,       true,  true,  false, git-ref-name",
    "HEAD,                 CREATE,       true,  true,  false, git-ref-name",
    "refs/for/main,        CREATE,       true,  true,  false, git-ref-not-granted",
    "refs/tags/other,      CREATE,       true,  true,  false, git-ref-not-granted",
    "refs/tags/v1,         CREATE,       true,  true,  false, ",
    "refs/tags/v1,         CREATE,       true,  false, false, git-not-a-commit",
    "refs/tags/v1,         FAST_FORWARD, true,  true,  false, git-ref-exists",
    "refs/tags/v1,         DELETE,       true,  false, false, git-delete",
    "refs/notes/commits,   FAST_FORWARD, true,  true,  false, git-ref-not-granted",
  })
  void eachKindOfUpdateIsDecidedByItsRule(
      String ref, Kind kind, boolean stands, boolean commit, boolean isDefault, String rule) {
    assertThat(
            policy
                .refusal(new RefUpdate(ref, kind, stands, commit, isDefault))
                .map(RelayRefusal::rule)
                .orElse(null))
        .isEqualTo(rule);
  }

  @Test
  void aNameWithAnInvisibleSignIsRefused() {
    assertThat(policy.refusal(new RefUpdate("refs/heads/a\u202eb", Kind.CREATE, true, true, false)))
        .get()
        .satisfies(refusal -> assertThat(refusal.text()).contains("a?b"));
  }
}
