package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a person has denied to an agent is denied to everything inside. */
@AsEveryCaller
class PermissionsTest {
  @AutoClose private final Scene scene;

  PermissionsTest(Caller caller) {
    scene = new Scene(caller);
    scene.write(".env", "hidden\n");
    scene.write("deep/er/.env", "hidden\n");
    scene.write("infra/live/main.tf", "live\n");
    scene.write("infra/other.tf", "other\n");
    scene.write("open.txt", "open\n");
  }

  private void settings(String deny) {
    scene.write("~/.claude/settings.json", "{\"permissions\": {\"deny\": [" + deny + "]}}");
  }

  @Test
  void aFileThatAnAgentMayNotReadIsMaskedForEverything() throws Exception {
    settings("\"Read(.env)\"");
    Result result =
        scene
            .inside("cat .env deep/er/.env open.txt; mv .env x; cat x; echo new >.env; true")
            .end()
            .ended(0);

    assertThat(result.out()).isEqualTo("open\n");
    assertThat(result.err()).contains("1 rule of your agents is a wall", "paddock rules import");
    assertThat(scene.read(".env")).isEqualTo("hidden\n");
  }

  @Test
  void aFolderThatAnAgentMayNotEditCantBeWritten() throws Exception {
    settings("\"Edit(infra/live/**)\", \"Edit(open.txt)\"");
    String script =
        """
        cat infra/live/main.tf open.txt
        echo x >infra/live/main.tf; echo x >infra/live/new.tf; rm -f infra/live/main.tf
        rm -rf infra/live; mv infra/live infra/gone; mv infra infra2; mkdir -p infra/live
        echo x >infra/live/main.tf
        echo x >open.txt; rm -f open.txt; mv open.txt moved; ln open.txt linked && echo x >linked
        echo new >infra/other.tf
        true
        """;

    assertThat(scene.inside(script).end().ended(0).out()).isEqualTo("live\nopen\n");
    assertThat(scene.read("infra/live/main.tf")).isEqualTo("live\n");
    assertThat(scene.exists("infra/live/new.tf")).isFalse();
    assertThat(scene.read("open.txt")).isEqualTo("open\n");
    assertThat(scene.read("infra/other.tf")).isEqualTo("new\n");
  }

  @Test
  void aProjectWhoseEveryFileMayNotBeEditedIsReadOnly() throws Exception {
    settings("\"Edit(./**)\"");
    scene.inside("echo x >open.txt; echo x >new; mkdir folder; true").end().ended(0);

    assertThat(scene.read("open.txt")).isEqualTo("open\n");
    assertThat(scene.exists("new")).isFalse();
    assertThat(scene.exists("folder")).isFalse();
  }

  @Test
  void aLinkToWhatMayNotBeEditedIsNoWayRoundIt() throws Exception {
    Files.createSymbolicLink(scene.path("denied.txt"), Path.of("open.txt"));
    settings("\"Edit(denied.txt)\"");
    scene.inside("echo x >denied.txt; echo x >open.txt; true").end().ended(0);

    assertThat(scene.read("open.txt")).isEqualTo("open\n");
  }

  @Test
  void aProjectsOwnDenialsHoldAndItsAllowLinesOpenNothing() throws Exception {
    scene.write(
        ".claude/settings.json",
        "{\"permissions\": {\"deny\": [\"Read(/.env)\"], \"allow\": [\"Read(~/secret)\"]}}");
    scene.write("~/secret", "hidden\n");

    assertThat(scene.inside("cat .env ~/secret 2>/dev/null; true").end().ended(0).out()).isEmpty();
  }

  @Test
  void denialsBeforeAMistakeHoldAndTheMistakeIsTold() throws Exception {
    settings("\"Read(.env)\", ], nonsense");
    Result result = scene.inside("cat .env").end().ended(0);

    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("settings.json:1").contains("no valid JSON");
  }

  @Test
  void aDenialOfAllOfHomeTakesTheProjectToo() throws Exception {
    settings("\"Read(~/**)\"");

    assertThat(scene.inside("cat open.txt infra/other.tf; true").end().ended(0).out()).isEmpty();
    assertThat(scene.read("open.txt")).isEqualTo("open\n");
  }

  @Test
  void gitWorksInsideThoughItsFolderMayNotBeEdited() throws Exception {
    settings("\"Edit(.git/**)\"");
    scene.outside("git init -q . && git config user.name x && git config user.email x@x").end();
    scene.inside("git add open.txt && git commit -q -m inside").end().ended(0);

    assertThat(scene.outside("git log --format=%s").end().ended(0).lines())
        .containsExactly("inside");
  }

  @Test
  void anAgentKeepsItsOwnMemoryWhateverIsDeniedOfItsOwners() throws Exception {
    settings("\"Read(~/.claude/**)\"");
    scene.write("~/.claude/secret", "hidden\n");
    scene.write(
        "bin/claude", "#!/bin/sh\ncat ~/.claude/secret 2>/dev/null; echo x >~/.claude/own\n");
    scene.path("bin/claude").toFile().setExecutable(true);

    assertThat(scene.paddock("run", "--", "bin/claude").end().ended(0).out()).isEmpty();
  }

  @Test
  void theOwnersProfileCanLeaveThemOut() throws Exception {
    settings("\"Read(.env)\"");
    scene.write("~/.config/paddock/profile.toml", "[permissions]\nimport = false\n");

    assertThat(scene.inside("cat .env").end().ended(0).out()).isEqualTo("hidden\n");
  }

  @Test
  void eachLineIsToldWithWhatBecameOfIt() throws Exception {
    settings("\"Read(.env)\", \"Bash(git push *)\", \"Write(/x)\"");

    assertThat(scene.paddock("rules", "import").end().ended(0).lines())
        .anySatisfy(line -> assertThat(line).contains("wall", "Read(.env)", "hidden: ", "/**/.env"))
        .anySatisfy(line -> assertThat(line).contains("gate", "Bash(git push *)"))
        .anySatisfy(line -> assertThat(line).contains("not enforced", "Write(/x)", "ignores"));
    assertThat(scene.paddock("rules", "import", "--json").end().ended(0).out())
        .contains("\"becomes\" : \"wall\"", "\"path\" : \"permissions.deny[0]\"");
    assertThat(scene.paddock("profile", "show", "--no-registries").end().ended(0).lines())
        .anySatisfy(line -> assertThat(line).contains("# hidden: ", "/**/.env", "settings.json:1"));
  }
}
