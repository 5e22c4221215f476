package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The profile's files, as sessions obey them. */
@AsEveryCaller
class ProfileTest {
  @AutoClose private final Scene scene;

  ProfileTest(Caller caller) {
    scene = new Scene(caller);
    scene.write("../../../outside/data/f", "outside\n");
  }

  @Test
  void anUnknownKeyIsAnErrorWithFileAndLineAndNothingStarts() throws Exception {
    scene.write("~/.config/paddock/profile.toml", "[files]\nwrite = [\".\"]\nhyde = [\".env\"]\n");
    Result result = scene.inside("touch ran").end().ended(125);

    assertThat(result.err()).contains("profile.toml:3").contains("hyde").contains("hide");
    assertThat(scene.exists("ran")).isFalse();
  }

  @Test
  void aBadTypeAndABadPatternAreErrorsToldTogether() throws Exception {
    scene.write(
        "~/.config/paddock/profile.toml",
        "[files]\nhide = [\"a[\"]\n[limits]\nprocesses = \"many\"\n");
    Result result = scene.inside("touch ran").end().ended(125);

    assertThat(result.err()).contains("profile.toml:2").contains("profile.toml:4");
    assertThat(scene.exists("ran")).isFalse();
  }

  @Test
  void aProjectsOwnProfileNarrows() throws Exception {
    scene.write(".env", "hidden\n");
    scene.write(".paddock.toml", "[files]\nhide = [\".env\"]\n");

    assertThat(scene.inside("cat .env").end().ended(0).out()).isEmpty();
  }

  @Test
  void aProjectsOwnProfileWidensOnlyWhileThatVeryContentIsTrusted() throws Exception {
    String profile = "[files]\nread = [\"" + scene.outside() + "/data\"]\n";
    String look = "cat " + scene.outside() + "/data/f 2>/dev/null; true";
    scene.write(".paddock.toml", profile);
    Result untrusted = scene.inside(look).end().ended(0);
    assertThat(untrusted.out()).isEmpty();
    assertThat(untrusted.err()).contains("paddock trust");

    assertThat(scene.paddock("trust").end().ended(0).out()).contains(profile);
    assertThat(scene.inside(look).end().ended(0).out()).isEqualTo("outside\n");

    scene.write(".paddock.toml", profile + "\n");
    assertThat(scene.inside(look).end().ended(0).out()).isEmpty();
  }

  @Test
  void noSessionCanTrustOrChangeAProfile() throws Exception {
    scene.write("~/.config/paddock/profile.toml", "");
    scene
        .inside(
            "mkdir -p ~/.config/paddock ~/.local/state/paddock/trust;"
                + " echo '[env]' >~/.config/paddock/profile.toml; touch ~/.local/state/paddock/trust/x")
        .end();

    assertThat(scene.read("~/.config/paddock/profile.toml")).isEmpty();
    assertThat(scene.exists("~/.local/state/paddock/trust/x")).isFalse();
  }

  @Test
  void aProfileOfANameIsAddedOnDemand() throws Exception {
    scene.write(
        "~/.config/paddock/profiles/data.toml",
        "[files]\nread = [\"" + scene.outside() + "/data\"]\n");
    String look = "cat " + scene.outside() + "/data/f 2>/dev/null; true";

    assertThat(scene.inside(look).end().ended(0).out()).isEmpty();
    assertThat(scene.inside(look, "-p", "data").end().ended(0).out()).isEqualTo("outside\n");
  }

  @Test
  void aProfileThatIsNotThereIsAnError() throws Exception {
    Result result = scene.inside("touch ran", "-p", "none").end().ended(125);

    assertThat(result.err()).contains("none");
    assertThat(scene.exists("ran")).isFalse();
  }

  @Test
  void theEffectiveProfileTellsWhereEachLineCameFrom() throws Exception {
    scene.write("~/.config/paddock/profile.toml", "[files]\nhide = [\"secrets/\"]\n");
    scene.write(".paddock.toml", "[files]\nhide = [\".env\"]\n");
    Result result =
        scene.paddock("profile", "show", "--hide", "*.key", "--time", "5m").end().ended(0);

    assertThat(result.lines())
        .anySatisfy(line -> assertThat(line).contains("\"secrets/\"").contains("profile.toml:2"))
        .anySatisfy(line -> assertThat(line).contains("\".env\"").contains(".paddock.toml:2"))
        .anySatisfy(line -> assertThat(line).contains("\"*.key\"").contains("--hide"))
        .anySatisfy(line -> assertThat(line).contains("time").contains("--time"))
        .anySatisfy(line -> assertThat(line).contains("write").contains("default"));
  }

  @Test
  void aPathThatNoProfileMayGrantIsRefused() throws Exception {
    scene.write("~/.ssh/id", "x");
    Result result = scene.inside("touch ran", "--write", "/etc").end().ended(125);

    assertThat(result.err()).contains("/etc");
    assertThat(scene.exists("ran")).isFalse();
  }
}
