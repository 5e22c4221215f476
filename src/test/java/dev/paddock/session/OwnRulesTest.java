package dev.paddock.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.paddock.action.Action;
import dev.paddock.action.Verdict;
import dev.paddock.gate.SessionGate;
import dev.paddock.permissions.Imported;
import dev.paddock.profile.Flags;
import dev.paddock.profile.LoadedProfile;
import dev.paddock.profile.Profile;
import dev.paddock.profile.ProfileException;
import dev.paddock.profile.ProfileLoader;
import dev.paddock.profile.ProfileSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code allow} of [permissions] comes to. */
class OwnRulesTest {
  @TempDir private Path root;
  private Path home;
  private Path project;

  @BeforeEach
  void makeFolders() throws Exception {
    home = Files.createDirectories(root.toRealPath().resolve("home"));
    project = Files.createDirectories(home.resolve("project"));
  }

  @Test
  void aRuleOfTheProfileAnswersTheGatesQuestionAndUndoesNoDenial() throws Exception {
    Profile profile =
        profile("allow = [\"Bash(npm install left-pad)\", \"Bash(git push --force)\"]").profile();
    Imported own = AgentPermissions.own(profile);
    SessionGate without = new SessionGate(project, home, Imported.NOTHING);
    SessionGate with = new SessionGate(project, home, Imported.NOTHING.and(own));

    assertThat(verdict(without, "npm install left-pad")).isEqualTo(Verdict.ASK);
    assertThat(verdict(with, "npm install left-pad")).isEqualTo(Verdict.ALLOW);
    assertThat(verdict(with, "npm install other")).isEqualTo(Verdict.ASK);
    assertThat(verdict(with, "git push --force")).isEqualTo(Verdict.DENY);
  }

  @Test
  void theRulesStayInTheProfileThatIsShown() throws Exception {
    LoadedProfile loaded = profile("allow = [\"Bash(npm install left-pad)\"]");

    LoadedProfile walled = AgentPermissions.add(loaded, AgentPermissions.own(loaded.profile()));

    assertThat(walled.profile().permissions()).isEqualTo(loaded.profile().permissions());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bash(a && b)|several commands",
        "Bash(A=1 b)|an assignment",
        "Bash(*)|any code",
        "Bash(python3 *)|any code",
        "Bash(timeout: 5)|does not see"
      })
  void aRuleThatCantBeEnforcedIsAnErrorOfTheProfile(String rule, String reason) throws Exception {
    LoadedProfile loaded = profile("import = true\nallow = [\"Bash(x)\", \"" + rule + "\"]");

    assertThatExceptionOfType(ProfileException.class)
        .isThrownBy(() -> AgentPermissions.own(loaded.profile()))
        .withMessageContaining(reason)
        .withMessageContaining("profile.toml:3:")
        .withMessageContaining("Write a rule for one program");
  }

  private LoadedProfile profile(String lines) throws Exception {
    Path config = Files.createDirectories(home.resolve("config"));
    Files.writeString(config.resolve("profile.toml"), "[permissions]\n" + lines + "\n");
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

  private Verdict verdict(SessionGate gate, String command) {
    return gate.decide(new Action.Shell(command), project).verdict();
  }
}
