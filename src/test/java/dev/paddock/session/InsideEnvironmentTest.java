package dev.paddock.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.profile.EnvironmentRules;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InsideEnvironmentTest {
  private static final EnvironmentRules NOTHING = Rules.pass();

  @Test
  void nothingIsThereThatTheProfileDoesNotPass() {
    assertThat(
            of(1000, Map.of("AWS_SECRET_ACCESS_KEY", "s", "LD_PRELOAD", "/x", "A", "1"), NOTHING))
        .containsOnlyKeys("HOME", "PATH", "PADDOCK_SESSION");
  }

  @Test
  void whatTheProfilePassesIsThereAsItWas() {
    Map<String, String> callers = Map.of("LANG", "C.UTF-8", "LC_TIME", "x=y\nz", "OTHER", "1");
    assertThat(of(1000, callers, Rules.pass("LANG", "LC_*")))
        .containsEntry("LANG", "C.UTF-8")
        .containsEntry("LC_TIME", "x=y\nz")
        .doesNotContainKey("OTHER");
  }

  @Test
  void aNameThatOnlyBeginsLikeOneThatIsPassedIsNotThere() {
    assertThat(of(1000, Map.of("LANGUAGE", "x", "lang", "y"), Rules.pass("LANG")))
        .doesNotContainKeys("LANGUAGE", "lang");
  }

  @Test
  void aWildcardPassesNoSecret() {
    assertThat(of(1000, Map.of("MY_TOKEN", "s", "MY_COLOR", "red"), Rules.pass("MY_*")))
        .containsKey("MY_COLOR")
        .doesNotContainKey("MY_TOKEN");
  }

  @Test
  void homeIsTheRealOneWhateverIsPassed() {
    assertThat(of(1000, Map.of("HOME", "/elsewhere"), Rules.pass("HOME")))
        .containsEntry("HOME", "/home/u");
  }

  @Test
  void theSessionIsNamedAndNobodyElseCanNameIt() {
    assertThat(of(1000, Map.of("PADDOCK_SESSION", "forged"), Rules.pass("PADDOCK_SESSION")))
        .containsEntry("PADDOCK_SESSION", "s1");
  }

  @Test
  void aPathThatIsNotPassedIsTheSystems() {
    assertThat(of(1000, Map.of("PATH", "/home/u/evil"), NOTHING).get("PATH"))
        .contains("/usr/bin")
        .doesNotContain("/home/u");
  }

  @Test
  void aPathThatIsPassedIsTheCallers() {
    assertThat(of(1000, Map.of("PATH", "/opt/x/bin:/bin"), Rules.pass("PATH")))
        .containsEntry("PATH", "/opt/x/bin:/bin");
  }

  @Test
  void rootsTarDoesNotTryToGiveFilesAway() {
    assertThat(of(0, Map.of(), NOTHING)).containsEntry("TAR_OPTIONS", "--no-same-owner");
    assertThat(of(1000, Map.of(), NOTHING)).doesNotContainKey("TAR_OPTIONS");
  }

  @Test
  void rootsOwnTarOptionsWin() {
    assertThat(of(0, Map.of("TAR_OPTIONS", "-v"), Rules.pass("TAR_OPTIONS")))
        .containsEntry("TAR_OPTIONS", "-v");
  }

  @Test
  void whatTheNetworkNeedsWinsOverTheCallersOwn() {
    Path home = Path.of("/home/u");
    Caller caller = new Caller(1, 1, home, home, Map.of("GITHUB_TOKEN", "real"), List.of());
    assertThat(
            InsideEnvironment.of(
                caller,
                false,
                Rules.pass("GITHUB_TOKEN"),
                "s1",
                Map.of("GITHUB_TOKEN", "placeholder")))
        .containsEntry("GITHUB_TOKEN", "placeholder");
  }

  private static Map<String, String> of(
      int uid, Map<String, String> environment, EnvironmentRules rules) {
    Path home = Path.of("/home/u");
    Caller caller = new Caller(uid, uid, home, home.resolve("p"), environment, List.of());
    return InsideEnvironment.of(caller, caller.isRoot(), rules, "s1", Map.of());
  }
}
