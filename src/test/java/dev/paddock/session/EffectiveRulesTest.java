package dev.paddock.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.profile.Flags;
import dev.paddock.profile.LoadedProfile;
import dev.paddock.profile.ProfileLoader;
import dev.paddock.profile.ProfileSources;
import dev.paddock.rules.ClaudeAutoMode;
import dev.paddock.rules.DefaultRules;
import dev.paddock.rules.OwnRule;
import dev.paddock.rules.Rule;
import dev.paddock.rules.RuleKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectiveRulesTest {
  @TempDir Path root;

  @Test
  void theSettingsListsComeBeforeTheProfiles() throws Exception {
    EffectiveRules rules =
        EffectiveRules.of(
            claude("settings"), profile("[auto_mode]\nsoft_deny = ['$defaults', 'profile']\n"));

    List<String> texts = rules.book().rules(RuleKind.SOFT_DENY).stream().map(Rule::text).toList();
    assertThat(texts).hasSize(DefaultRules.of(RuleKind.SOFT_DENY).size() + 2);
    assertThat(texts.getFirst()).isEqualTo("settings");
    assertThat(texts.getLast()).isEqualTo("profile");
    assertThat(rules.notices()).isEmpty();
  }

  @Test
  void thatBuiltInDenialsAreOutOfForceIsSaid() throws Exception {
    EffectiveRules rules = EffectiveRules.of(claude("only this"), profile(""));

    assertThat(rules.notices())
        .singleElement()
        .asString()
        .contains("soft_deny are out of force", "$defaults", "The walls stay");
  }

  @Test
  void noticesCommandNoTerminal() throws Exception {
    ClaudeAutoMode claude = new ClaudeAutoMode(List.of(), false, List.of("a\u001b[2Jb"));
    assertThat(EffectiveRules.of(claude, profile("")).notices()).containsExactly("a?[2Jb");
  }

  private static ClaudeAutoMode claude(String text) {
    return new ClaudeAutoMode(
        List.of(new OwnRule(RuleKind.SOFT_DENY, text, "file")), false, List.of());
  }

  private LoadedProfile profile(String toml) throws Exception {
    Path home = Files.createDirectories(root.toRealPath().resolve("home"));
    Path project = Files.createDirectories(home.resolve("project"));
    Path config = Files.createDirectories(home.resolve(".config/paddock"));
    Files.writeString(config.resolve("profile.toml"), toml);
    return ProfileLoader.load(
        new ProfileSources(
            home,
            project,
            home.resolve("none.toml"),
            config,
            home.resolve("state"),
            Optional.empty(),
            Flags.NONE));
  }
}
