package dev.paddock.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.linux.FileSystemCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What hostile code in a session can plant, each found and taken when the session ends. */
class PlantedThingsTest {
  @TempDir Path temporary;
  Scratch scratch;

  @BeforeEach
  void makeProject() throws IOException {
    scratch = new Scratch(temporary);
    scratch.write("README");
    scratch.write(".git/HEAD");
    scratch.write("docs/guide.md");
  }

  @ParameterizedTest
  @CsvSource({
    ".mcp.json, .mcp.json",
    ".claude/settings.json, .claude",
    ".claude/settings.local.json, .claude",
    ".claude/hooks/x.sh, .claude",
    ".vscode/tasks.json, .vscode",
    ".idea/workspace.xml, .idea",
    ".cursor/mcp.json, .cursor",
    ".codex/config.toml, .codex",
    ".gemini/settings.json, .gemini",
    ".envrc, .envrc",
    "lib/nested/.git/hooks/post-merge, lib/nested/.git",
    "a/b/c/d/e/.git/config, a/b/c/d/e/.git",
    ".github/hooks/x.json, .github/hooks",
    "sub/.Git/config, sub/.Git",
    "x/.yarn/releases/yarn.cjs, x/.yarn/releases"
  })
  void aPlantedThingIsTaken(String planted, String taken) throws IOException {
    GuardedSession session = scratch.open();
    scratch.write(planted);
    QuarantineReport report = session.close();
    assertThat(Scratch.paths(report)).containsExactly(taken);
    assertThat(report.findings()).isEmpty();
    assertThat(scratch.has(taken)).isFalse();
    assertThat(scratch.has("README")).isTrue();
  }

  @Test
  void anUntouchedProjectLosesNothing() throws IOException {
    scratch.write(".vscode/tasks.json");
    scratch.write(".envrc");
    scratch.bareRepository("fixtures/r");
    GuardedSession session = scratch.open();
    scratch.write("src/main.c");
    assertThat(session.close().taken()).isEmpty();
    assertThat(scratch.state.resolve("sessions")).isEmptyDirectory();
  }

  @Test
  void aSwappedGitFolderIsTakenThoughItsNameWasThere() throws IOException {
    GuardedSession session = scratch.open();
    Files.move(scratch.project.resolve(".git"), scratch.project.resolve(".git.away"));
    scratch.write(".git/hooks/pre-push");
    assertThat(Scratch.paths(session.close())).containsExactly(".git");
  }

  @Test
  void aFileThatChangedIsNew() throws IOException {
    scratch.write(".envrc", "echo a\n");
    GuardedSession session = scratch.open();
    scratch.write(".envrc", "echo b\n");
    assertThat(Scratch.paths(session.close())).containsExactly(".envrc");
  }

  @Test
  void aDirectoryThatBecomesABareRepositoryIsNoneAfterwardsAndKeepsItsOtherFiles()
      throws IOException {
    GuardedSession session = scratch.open();
    scratch.bareRepository("docs");
    scratch.write("docs/hooks/post-checkout");
    assertThat(Scratch.paths(session.close()))
        .containsExactly("docs/HEAD", "docs/config", "docs/hooks", "docs/objects", "docs/refs");
    assertThat(scratch.has("docs/guide.md")).isTrue();
  }

  @Test
  void theProjectItselfMadeABareRepositoryIsNoneAfterwards() throws IOException {
    GuardedSession session = scratch.open();
    Files.createDirectories(scratch.project.resolve("objects"));
    Files.createDirectories(scratch.project.resolve("refs"));
    scratch.write("HEAD", "ref: refs/heads/x\n");
    assertThat(Scratch.paths(session.close())).containsExactly("HEAD", "objects", "refs");
  }

  @Test
  void aKnownBareRepositoryKeepsItsObjectsButNoNewHooks() throws IOException {
    scratch.bareRepository("fixtures/r");
    GuardedSession session = scratch.open();
    scratch.write("fixtures/r/objects/aa/bb");
    scratch.write("fixtures/r/hooks/post-update");
    scratch.write("fixtures/r/config.worktree");
    assertThat(Scratch.paths(session.close()))
        .containsExactly("fixtures/r/config.worktree", "fixtures/r/hooks");
  }

  @Test
  void aPlantedLinkIsTakenAsALinkAndItsTargetStays() throws IOException {
    scratch.write("scripts/envrc");
    GuardedSession session = scratch.open();
    scratch.link(".envrc", "scripts/envrc");
    scratch.link(".claude", "docs");
    assertThat(Scratch.paths(session.close())).containsExactly(".claude", ".envrc");
    assertThat(scratch.has("scripts/envrc")).isTrue();
    assertThat(scratch.has("docs/guide.md")).isTrue();
  }

  @Test
  void aLinkWhoseTargetWasExchangedIsTaken() throws IOException {
    scratch.write("scripts/envrc", "true\n");
    scratch.link(".envrc", "scripts/envrc");
    GuardedSession session = scratch.open();
    Files.move(scratch.project.resolve("scripts"), scratch.project.resolve("away"));
    scratch.write("scripts/envrc", "true\n");
    assertThat(Scratch.paths(session.close())).containsExactly(".envrc");
  }

  @Test
  void aDanglingLinkThatIsGivenATargetIsTaken() throws IOException {
    scratch.link(".envrc", "scripts/envrc");
    GuardedSession session = scratch.open();
    scratch.write("scripts/envrc");
    assertThat(Scratch.paths(session.close())).containsExactly(".envrc");
  }

  @Test
  void aLinkInThePlaceOfAPairsFirstNameIsTaken() throws IOException {
    GuardedSession session = scratch.open();
    scratch.write("innocent/hooks/x.json");
    scratch.link(".github", "innocent");
    assertThat(Scratch.paths(session.close())).containsExactly(".github");
  }

  @Test
  void aThingThatMovedWithItsParentIsKnownAndTheNewOneUnderItsOldNameIsNot() throws IOException {
    scratch.write("app/.vscode/tasks.json", "mine");
    GuardedSession session = scratch.open();
    Files.move(scratch.project.resolve("app"), scratch.project.resolve("moved"));
    scratch.write("app/.vscode/tasks.json", "planted");
    assertThat(Scratch.paths(session.close())).containsExactly("app/.vscode");
    assertThat(scratch.project.resolve("moved/.vscode/tasks.json")).hasContent("mine");
  }

  @Test
  void anOrdinaryDirectoryThatIsRenamedToARunningNameIsTaken() throws IOException {
    GuardedSession session = scratch.open();
    Files.move(scratch.project.resolve("docs"), scratch.project.resolve(".vscode"));
    assertThat(Scratch.paths(session.close())).containsExactly(".vscode");
  }

  @Test
  void aThingInADirectoryThatIsNotUtf8IsTaken() throws IOException {
    GuardedSession session = scratch.open();
    scratch.write("plain/.vscode/tasks.json");
    FileSystemCalls.rename(scratch.project + "/plain", scratch.project + "/\uDCFE\uDCFF");
    assertThat(Scratch.paths(session.close())).containsExactly("\uDCFE\uDCFF/.vscode");
    assertThat(scratch.scan().protectedPaths()).extracting(Protected::path).containsExactly(".git");
  }

  @Test
  void newWorktreesOfAnAgentStayAndItsSettingsGo() throws IOException {
    GuardedSession session = scratch.open();
    scratch.write(".claude/settings.json");
    scratch.write(".claude/worktrees/x/main.c");
    scratch.write(".claude/worktrees/x/.envrc");
    assertThat(Scratch.paths(session.close()))
        .containsExactly(".claude/settings.json", ".claude/worktrees/x/.envrc");
    assertThat(scratch.has(".claude/worktrees/x/main.c")).isTrue();
  }

  @Test
  void aThingInADirectoryOfAHiddenNameThatTheSessionMadeIsTaken() throws IOException {
    PathCondition secrets = (path, directory) -> path.equals("secrets");
    GuardedSession session = scratch.open(secrets, PathCondition.NONE);
    scratch.write("secrets/.vscode/tasks.json");
    assertThat(Scratch.paths(session.close())).containsExactly("secrets/.vscode");
  }

  @Test
  void aThingThatWasInAHiddenDirectoryBeforeStays() throws IOException {
    scratch.write("secrets/.vscode/tasks.json");
    PathCondition secrets = (path, directory) -> path.equals("secrets");
    assertThat(scratch.open(secrets, PathCondition.NONE).close().taken()).isEmpty();
  }

  @Test
  void whatTheProfileLiftsStays() throws IOException {
    GuardedSession session =
        scratch.open(PathCondition.NONE, (path, directory) -> path.equals(".vscode"));
    scratch.write(".vscode/tasks.json");
    scratch.write(".envrc");
    assertThat(Scratch.paths(session.close())).containsExactly(".envrc");
  }

  @Test
  void newTerraformStateStays() throws IOException {
    GuardedSession session = scratch.open();
    scratch.write("infra/terraform.tfstate");
    assertThat(session.close().taken()).isEmpty();
  }

  @Test
  void aTreeThatIsTooDeepToBeLookedThroughIsTakenAsAWhole() throws IOException {
    GuardedSession session = scratch.open();
    String name = "d".repeat(200);
    Deep.nest(scratch.project.toString(), 30, name);
    QuarantineReport report = session.close();
    assertThat(report.findings()).isEmpty();
    assertThat(report.taken())
        .singleElement()
        .satisfies(t -> assertThat(t.path()).startsWith("chain/" + name));
    assertThat(scratch.scan().unreadable()).isEmpty();
    Path held = scratch.state.resolve("quarantine").resolve(session.id()).resolve("1");
    PrivateFiles.chmod(held, 0700);
    Files.move(held, scratch.outside.resolve("chain"));
    Deep.remove(scratch.outside.toString(), name);
  }

  @Test
  void theManifestSaysWhatItWasWhenAndWhy() throws IOException {
    GuardedSession session = scratch.open();
    scratch.write(".envrc");
    QuarantineReport report = session.close();
    assertThat(scratch.guard().quarantine().list())
        .containsExactly(
            new Quarantine.Held(session.id(), scratch.project.toString(), report.taken()));
    assertThat(report.taken())
        .singleElement()
        .satisfies(
            taken -> {
              assertThat(taken.reason()).isEqualTo("direnv");
              assertThat(taken.when()).isEqualTo(Scratch.NOW);
            });
  }

  @Test
  void whatCannotBeMovedIsNamedAndKeepsTheNextSessionFromStarting() throws IOException {
    GuardedSession session = scratch.open();
    scratch.write(".envrc");
    Files.writeString(scratch.state.resolve("quarantine"), "in the way");
    QuarantineReport report = session.close();
    assertThat(report.taken()).isEmpty();
    assertThat(report.findings()).extracting(Finding::path).isEqualTo(List.of(".envrc"));
    assertThatThrownBy(() -> scratch.open())
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining(".envrc is still there")
        .hasMessageContaining("Remove them");
    Files.delete(scratch.state.resolve("quarantine"));
    assertThat(scratch.open().swept()).hasSize(1);
    assertThat(scratch.has(".envrc")).isFalse();
  }
}
