package dev.paddock.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.action.Deed;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeedRulesTest {
  @ParameterizedTest
  @EnumSource(Deed.class)
  void theRuleThatForbidsADeedExistsAndDenies(Deed deed) {
    Optional<String> id = DeedRules.forbidding(deed);
    id.ifPresent(
        rule ->
            assertThat(DefaultRules.rule(rule).orElseThrow().kind())
                .isIn(RuleKind.SOFT_DENY, RuleKind.HARD_DENY));
  }

  @ParameterizedTest
  @EnumSource(
      value = Deed.class,
      names = {"GIT_LOCAL", "GIT_PUSH", "INSTALL_DECLARED", "REMOTE_READ", "DATABASE_READ"})
  void ordinaryWorkIsForbiddenByNoRule(Deed deed) {
    assertThat(DeedRules.forbidding(deed)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Deed.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"GIT_LOCAL", "GIT_PUSH", "INSTALL_DECLARED", "REMOTE_READ", "DATABASE_READ"})
  void everyOtherDeedIsForbiddenByOne(Deed deed) {
    assertThat(DeedRules.forbidding(deed)).isPresent();
  }
}
