package dev.paddock.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.paddock.workspace.Inventory.HardLinked;
import dev.paddock.workspace.Inventory.HiddenPath;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs outside because something protected leads to it. */
class BeyondTest {
  @TempDir(cleanup = CleanupMode.ALWAYS)
  Path temporary;

  Scratch scratch;

  @BeforeEach
  void makeProject() throws IOException {
    scratch = new Scratch(temporary);
    scratch.write(".git/HEAD");
    scratch.write(".git/config", "");
    scratch.write("src/main.c");
  }

  private List<String> readOnlyTargets() throws IOException {
    return scratch.scan().readOnly().stream()
        .map(p -> p.target() instanceof LinkTarget.Inside inside ? inside.path() : p.path())
        .sorted()
        .toList();
  }

  private void configure(String text) throws IOException {
    scratch.write(".git/config", text);
  }

  @Test
  void whatALinkInAProtectedDirectoryLeadsToIsReadOnly() throws IOException {
    scratch.write("scripts/pc.sh");
    scratch.write("conf/tasks.json");
    scratch.link(".git/hooks/post-commit", "../../scripts/pc.sh");
    scratch.link(".vscode/tasks.json", "../conf/tasks.json");
    scratch.link(".vscode/own", "tasks.json");
    assertThat(readOnlyTargets())
        .containsOnly(".git", ".vscode", "conf/tasks.json", "scripts/pc.sh");
  }

  @Test
  void linksAreFollowedFromOneDirectoryToTheNext() throws IOException {
    scratch.write("scripts/x.sh");
    scratch.link("skills/run", "../scripts/x.sh");
    scratch.link(".claude/skills", "../skills");
    assertThat(readOnlyTargets()).containsExactly(".claude", ".git", "scripts/x.sh", "skills");
  }

  @Test
  void aLinkBesideWhatStaysWritableCountsToo() throws IOException {
    scratch.write("conf/settings.json");
    scratch.write(".claude/worktrees/x/main.c");
    scratch.link(".claude/settings.json", "../conf/settings.json");
    assertThat(readOnlyTargets()).contains("conf/settings.json");
  }

  @Test
  void linksAmongGitsDataAreNotLookedFor() throws IOException {
    scratch.bareRepository(".git");
    scratch.link(".git/objects/aa", "../../src");
    assertThat(readOnlyTargets()).containsExactly(".git");
  }

  @Test
  void aLinkWhoseTargetWasExchangedIsTakenAndOneThatAppearsOutsideIsNot() throws IOException {
    scratch.write("scripts/pc.sh");
    scratch.link(".git/hooks/post-commit", "../../scripts/pc.sh");
    GuardedSession session = scratch.open();
    Files.move(scratch.project.resolve("scripts"), scratch.project.resolve("away"));
    scratch.write("scripts/pc.sh");
    scratch.link(".git/hooks/post-merge", "../../scripts/pc.sh");
    assertThat(Scratch.paths(session.close())).containsExactly(".git/hooks/post-commit");
  }

  @Test
  void untouchedLinksStay() throws IOException {
    scratch.write("scripts/pc.sh");
    scratch.link(".git/hooks/post-commit", "../../scripts/pc.sh");
    scratch.link(".git/hooks/nowhere", "../../missing");
    scratch.link(".git/hooks/outside", scratch.outside.toString());
    assertThat(scratch.open().close().taken()).isEmpty();
  }

  @Test
  void aFurtherNameOfALinksTargetIsGivenItsOwnCopy() throws IOException {
    scratch.link(".git/hooks/post-commit", "../../scripts/pc.sh");
    Files.createLink(scratch.project.resolve("other"), scratch.write("scripts/pc.sh"));
    assertThat(scratch.scan().hardLinked()).extracting(HardLinked::path).containsExactly("other");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[core]\n\thooksPath = tools",
        "[Core] HOOKSPATH = \"tools\" ; comment",
        "[core]\n\tfsmonitor = tools/run.sh --x",
        "[core]\n\tsshCommand = ssh -F none -o ProxyCommand='tools/run.sh %h'",
        "[diff \"pdf ]\"]\n\ttextconv = python3 tools/run.sh",
        "[diff]\n\texternal = tools/run.sh",
        "[filter \"x\"]\n\tclean = \\\"$(git rev-parse --show-toplevel)/tools/run.sh\\\" %f",
        "[merge \"x\"]\n\tdriver = sh -c './tools/run.sh %A'",
        "[credential \"some\"]\n\thelper = !tools/run.sh",
        "[gpg \"ssh\"]\n\tprogram = ./tools/\\\nrun.sh",
        "[alias]\n\tx = !sh tools/run.sh",
        "[include]\n\tpath = ../tools/run.sh",
        "[includeIf \"gitdir:x\"]\n\tpath = ../tools/run.sh"
      })
  void whatGitsConfigurationNamesIsReadOnly(String text) throws IOException {
    scratch.write("tools/run.sh");
    configure(text + "\n");
    assertThat(scratch.scan().readOnly())
        .filteredOn(p -> p.path().startsWith("tools"))
        .singleElement()
        .satisfies(p -> assertThat(p.reason()).startsWith("git runs it: "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[core]\n\texcludesFile = src/main.c",
        "[core]\n\thooksPath = .",
        "[core]\n\thooksPath = ..",
        "[core]\n\thooksPath = ~/src",
        "[alias]\n\tx = log src/main.c",
        "[alias]\n\tx = !make -C src",
        "[[[\n=\n[core\n\\"
      })
  void otherThingsStayWritable(String text) throws IOException {
    configure(text + "\n");
    assertThat(readOnlyTargets()).containsExactly(".git");
  }

  @Test
  void includedFilesAndTheConfigurationOfAWorktreeAreReadToo() throws IOException {
    scratch.write("tools/a.sh");
    scratch.write("tools/b.sh");
    scratch.write("more.config", "[core]\n\teditor = tools/a.sh\n");
    configure("[include]\n\tpath = ../more.config\n");
    scratch.write(".git/config.worktree", "[core]\n\tpager = tools/b.sh\n");
    assertThat(readOnlyTargets())
        .containsExactly(".git", "more.config", "tools/a.sh", "tools/b.sh");
  }

  @Test
  void aWorktreesPathsBeginAtTheWorktree() throws IOException {
    scratch.write(".git/worktrees/w/HEAD");
    scratch.write(".git/worktrees/w/commondir", "../..\n");
    configure("[core]\n\thooksPath = hooks\n");
    scratch.write("w/.git", "gitdir: ../.git/worktrees/w\n");
    scratch.write("w/hooks/pre-commit");
    assertThat(readOnlyTargets()).containsExactly(".git", "w/.git", "w/hooks");
  }

  @Test
  void ofABareRepositoryPathsBeginThere() throws IOException {
    scratch.bareRepository("r");
    scratch.write("r/config", "[core]\n\thooksPath = own\n");
    scratch.write("r/own/pre-receive");
    assertThat(readOnlyTargets()).containsExactly(".git", "r/config", "r/own");
  }

  @Test
  void aConfigurationThatIsAFifoIsNotOpened() throws Exception {
    Files.delete(scratch.project.resolve(".git/config"));
    Fifo.make(scratch.project.resolve(".git/config"));
    assertThat(readOnlyTargets()).containsExactly(".git");
  }

  @Test
  void whatAppearsWhereGitLooksForHooksIsTaken() throws IOException {
    configure("[core]\n\thooksPath = scripts/hooks\n\teditor = scripts/edit.sh\n");
    GuardedSession session = scratch.open();
    scratch.write("scripts/hooks/pre-commit");
    scratch.write("scripts/edit.sh");
    scratch.write("scripts/other.sh");
    assertThat(Scratch.paths(session.close())).containsExactly("scripts/edit.sh", "scripts/hooks");
  }

  @Test
  void whatTookThePlaceOfHooksIsTakenAlsoThroughALinkAndWhereTheWorkTreeWasRenamed()
      throws IOException {
    configure("[core]\n\thooksPath = scripts/hooks\n");
    scratch.write("scripts/hooks/pre-commit");
    scratch.write("app/.git/config", "[core]\n\thooksPath = hooks\n");
    GuardedSession session = scratch.open();
    Files.move(scratch.project.resolve("scripts"), scratch.project.resolve("away"));
    scratch.write("evil/hooks/pre-commit");
    scratch.link("scripts", "evil");
    Files.move(scratch.project.resolve("app"), scratch.project.resolve("moved"));
    scratch.write("moved/hooks/pre-commit");
    assertThat(Scratch.paths(session.close())).containsExactly("moved/hooks", "scripts");
    assertThat(scratch.has("evil/hooks/pre-commit")).isTrue();
  }

  @Test
  void aRepositoryThatTheSessionMadeCannotHaveOtherThingsTaken() throws IOException {
    GuardedSession session = scratch.open();
    scratch.write("x/.git/config", "[core]\n\thooksPath = ../src\n");
    assertThat(Scratch.paths(session.close())).containsExactly("x/.git");
    assertThat(scratch.has("src/main.c")).isTrue();
  }

  @Test
  void untouchedHooksStay() throws IOException {
    configure("[core]\n\thooksPath = scripts/hooks\n");
    scratch.write("scripts/hooks/pre-commit");
    assertThat(scratch.open().close().taken()).isEmpty();
  }

  @Test
  void aNewTerraformStateInThePlaceOfAKnownOneIsTaken() throws IOException {
    scratch.write("infra/prod.tfstate");
    GuardedSession session = scratch.open();
    Files.move(scratch.project.resolve("infra"), scratch.project.resolve("away"));
    scratch.write("infra/prod.tfstate");
    scratch.write("infra/new.tfstate");
    assertThat(Scratch.paths(session.close())).containsExactly("infra/prod.tfstate");
  }

  @Test
  void aTerraformStateThatIsWrittenOutsideMeanwhileStays() throws IOException {
    scratch.write("infra/prod.tfstate");
    GuardedSession session = scratch.open();
    scratch.write("infra/prod.tfstate", "applied");
    assertThat(session.close().taken()).isEmpty();
  }

  @Test
  void aSocketThatIsInUseIsHiddenAndAStaleOneIsNot() throws IOException {
    Path used = scratch.project.resolve("used");
    Path inGit = scratch.project.resolve(".git/fsmonitor");
    Path stale = scratch.project.resolve("stale");
    try (ServerSocketChannel one = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        ServerSocketChannel two = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      one.bind(UnixDomainSocketAddress.of(used));
      two.bind(UnixDomainSocketAddress.of(inGit));
      leave(stale);
      assertThat(stale).exists();
      assertThat(scratch.scan().hidden())
          .extracting(HiddenPath::path, HiddenPath::directory)
          .containsExactlyInAnyOrder(tuple("used", false), tuple(".git/fsmonitor", false));
    }
  }

  private static void leave(Path socket) throws IOException {
    try (ServerSocketChannel old = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      old.bind(UnixDomainSocketAddress.of(socket));
    }
  }

  @Test
  void aProtectedDirectoryThatIsTooLargeToLookThroughIsRefused() throws IOException {
    Path idea = Files.createDirectory(scratch.project.resolve(".idea"));
    for (int i = 0; i <= InnerWalk.MOST_ENTRIES; i++) {
      Files.createFile(idea.resolve("f" + i));
    }
    assertThatThrownBy(() -> scratch.open())
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining(".idea runs outside and holds more than");
  }
}
