package dev.paddock.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.linux.FileSystemCalls;
import dev.paddock.workspace.Inventory.HardLinked;
import dev.paddock.workspace.Inventory.HiddenPath;
import dev.paddock.workspace.Protected.Guarding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectScanTest {
  @TempDir Path temporary;
  Scratch scratch;

  @BeforeEach
  void makeProject() {
    scratch = new Scratch(temporary);
  }

  @Test
  void protectedThingsAreFoundAtAnyDepthAndNotLookedInto() throws IOException {
    scratch.write("a/b/c/d/e/.git/config");
    scratch.write(".vscode/deep/.envrc");
    scratch.write("src/.ENVRC");
    scratch.write("src/main.c");
    assertThat(Scratch.paths(scratch.scan().readOnly()))
        .containsExactly(".vscode", "a/b/c/d/e/.git", "src/.ENVRC");
  }

  @Test
  void aGitFileOfAWorktreeIsProtected() throws IOException {
    scratch.write("wt/.git", "gitdir: ../.git/worktrees/wt\n");
    assertThat(Scratch.paths(scratch.scan().readOnly())).containsExactly("wt/.git");
  }

  @Test
  void aLinkIsReportedWithItsTargetInsideTheProject() throws IOException {
    scratch.write("scripts/envrc");
    scratch.link("hop", "scripts");
    scratch.link(".envrc", "hop/envrc");
    assertThat(scratch.scan().protectedPaths())
        .singleElement()
        .extracting(Protected::target)
        .isInstanceOfSatisfying(
            LinkTarget.Inside.class, t -> assertThat(t.path()).isEqualTo("scripts/envrc"));
  }

  @Test
  void aLinkThatLeadsOutOrNowhereSaysSo() throws IOException {
    scratch.link(".bashrc", scratch.outside.toString());
    scratch.link(".zshrc", "missing");
    assertThat(scratch.scan().protectedPaths())
        .extracting(Protected::target)
        .containsExactlyInAnyOrder(
            new LinkTarget.Outside(scratch.outside.toString()), new LinkTarget.Nowhere());
  }

  @Test
  void ofADirectoryWithExceptionsTheRestIsCoveredAndTheExceptionLookedInto() throws IOException {
    scratch.write(".claude/settings.json");
    scratch.write(".claude/worktrees/x/.envrc");
    Inventory inventory = scratch.scan();
    assertThat(inventory.writableAgain()).containsExactly(".claude/worktrees");
    assertThat(Scratch.paths(inventory.readOnly()))
        .containsExactly(".claude", ".claude/worktrees/x/.envrc");
    assertThat(inventory.protectedPaths())
        .filteredOn(p -> p.guarding() == Guarding.COVERED)
        .extracting(Protected::path)
        .containsExactly(".claude/settings.json");
  }

  @Test
  void hiddenPathsAreListedAndWhatIsBelowThemIsMasked() throws IOException {
    scratch.write("secrets/.envrc");
    scratch.write(".env");
    Inventory inventory =
        scratch.scan(
            (path, dir) -> path.equals("secrets") || path.equals(".env"), PathCondition.NONE);
    assertThat(inventory.hidden())
        .containsExactlyInAnyOrder(new HiddenPath("secrets", true), new HiddenPath(".env", false));
    assertThat(inventory.readOnly()).isEmpty();
    assertThat(inventory.protectedPaths())
        .extracting(Protected::guarding)
        .containsExactly(Guarding.MASKED);
  }

  @Test
  void whatTheProfileLiftsIsNotReadOnlyButLookedInto() throws IOException {
    scratch.write(".vscode/x/.git/config");
    Inventory inventory = scratch.scan(PathCondition.NONE, (path, dir) -> path.equals(".vscode"));
    assertThat(Scratch.paths(inventory.readOnly())).containsExactly(".vscode/x/.git");
  }

  @Test
  void ofABareRepositoryWhatGitObeysIsProtected() throws IOException {
    scratch.bareRepository("fixtures/r");
    Inventory inventory = scratch.scan();
    assertThat(Scratch.paths(inventory.readOnly())).containsExactly("fixtures/r/config");
    assertThat(inventory.bareRepositories())
        .extracting(BareRepository::path)
        .containsExactly("fixtures/r");
  }

  @Test
  void aDirectoryWithHeadAndCommondirIsARepositoryToo() throws IOException {
    scratch.write("docs/HEAD", "ref: refs/heads/x\n");
    scratch.write("docs/commondir", "../elsewhere\n");
    assertThat(scratch.scan().bareRepositories()).hasSize(1);
  }

  @Test
  void terraformStateIsReadOnly() throws IOException {
    scratch.write("infra/prod.tfstate.backup");
    assertThat(scratch.scan().readOnly())
        .extracting(Protected::protection)
        .containsExactly(Protection.READ_ONLY);
  }

  @Test
  void aFileWithANameOutsideTheProjectIsReported() throws IOException {
    Files.createLink(
        scratch.project.resolve("in"), Files.writeString(scratch.outside.resolve("out"), "x"));
    assertThat(scratch.scan().hardLinked()).extracting(HardLinked::path).containsExactly("in");
  }

  @Test
  void aFileWithAllItsNamesInsideIsNotReported() throws IOException {
    Files.createLink(scratch.project.resolve("b"), scratch.write("a"));
    assertThat(scratch.scan().hardLinked()).isEmpty();
  }

  @Test
  void aFileWithANameInAProtectedOrHiddenPlaceIsReported() throws IOException {
    Files.createLink(scratch.project.resolve("b"), scratch.write(".vscode/tasks.json"));
    Files.createLink(scratch.project.resolve("d"), scratch.write("secret/key"));
    assertThat(scratch.scan((path, dir) -> path.equals("secret"), PathCondition.NONE).hardLinked())
        .extracting(HardLinked::path)
        .containsExactlyInAnyOrder("b", "d");
  }

  @Test
  void aNameThatIsNotUtf8HidesNothing() throws IOException {
    scratch.write("plain/.vscode/tasks.json");
    String strange = "stra\uDCFFnge\n";
    FileSystemCalls.rename(scratch.project + "/plain", scratch.project + "/" + strange);
    assertThat(Scratch.paths(scratch.scan().readOnly())).containsExactly(strange + "/.vscode");
  }

  @Test
  void aPathThatIsTooLongForTheKernelIsReported() throws IOException {
    Deep.nest(scratch.project.toString(), 30, "d".repeat(200));
    assertThat(scratch.scan().unreadable())
        .singleElement()
        .satisfies(u -> assertThat(u.changeable()).isTrue());
    Deep.remove(scratch.project.toString(), "d".repeat(200));
  }

  @Test
  void linksToDirectoriesAreNotFollowed() throws IOException {
    scratch.link("loop", ".");
    Files.createDirectories(scratch.outside.resolve(".vscode"));
    scratch.link("out", scratch.outside.toString());
    assertThat(scratch.scan().protectedPaths()).isEmpty();
  }

  @Test
  void twentyThousandFilesAreWalked() throws IOException {
    for (int directory = 0; directory < 100; directory++) {
      Path place = Files.createDirectory(scratch.project.resolve("d" + directory));
      for (int file = 0; file < 200; file++) {
        Files.createFile(place.resolve("f" + file));
      }
    }
    scratch.write("d99/.envrc");
    Files.createLink(scratch.outside.resolve("x"), scratch.project.resolve("d42/f42"));
    Inventory inventory = scratch.scan();
    assertThat(Scratch.paths(inventory.readOnly())).containsExactly("d99/.envrc");
    assertThat(inventory.hardLinked()).extracting(HardLinked::path).isEqualTo(List.of("d42/f42"));
  }
}
