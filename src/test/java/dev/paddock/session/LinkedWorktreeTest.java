package dev.paddock.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkedWorktreeTest {
  @TempDir private Path folder;
  private Path common;
  private Path worktree;
  private Path administrative;

  /** As "git worktree add" lays it out. */
  @BeforeEach
  void makeRepository() throws Exception {
    folder = folder.toRealPath();
    common = Files.createDirectories(folder.resolve("main/.git"));
    Files.createDirectory(common.resolve("objects"));
    Files.writeString(common.resolve("HEAD"), "ref: refs/heads/main\n");
    administrative = Files.createDirectories(common.resolve("worktrees/linked"));
    Files.writeString(administrative.resolve("commondir"), "../..\n");
    worktree = Files.createDirectory(folder.resolve("linked"));
    Files.writeString(worktree.resolve(".git"), "gitdir: " + administrative + "\n");
    Files.writeString(administrative.resolve("gitdir"), worktree.resolve(".git") + "\n");
  }

  @Test
  void theRepositoryOfALinkedWorktreeIsFound() {
    assertThat(LinkedWorktree.gitFolder(worktree)).contains(common);
  }

  @Test
  void aPointerToARepositoryThatDoesNotNameTheFolderIsNotBelieved() throws Exception {
    Path hostile = Files.createDirectory(folder.resolve("hostile"));
    Files.copy(worktree.resolve(".git"), hostile.resolve(".git"));
    assertThat(LinkedWorktree.gitFolder(hostile)).isEmpty();
  }

  @Test
  void aPointerToAnyOtherFolderIsNotBelieved() throws Exception {
    Path keys = Files.createDirectory(folder.resolve("keys"));
    Files.writeString(worktree.resolve(".git"), "gitdir: " + keys + "\n");
    assertThat(LinkedWorktree.gitFolder(worktree)).isEmpty();
  }

  @Test
  void anAdministrativeFolderOutsideItsRepositoryIsNotBelieved() throws Exception {
    Path forged = Files.createDirectory(folder.resolve("forged"));
    Files.writeString(forged.resolve("commondir"), common + "\n");
    Files.writeString(forged.resolve("gitdir"), worktree.resolve(".git") + "\n");
    Files.writeString(worktree.resolve(".git"), "gitdir: " + forged + "\n");
    assertThat(LinkedWorktree.gitFolder(worktree)).isEmpty();
  }

  @Test
  void aPlainCloneIsNoLinkedWorktree() {
    assertThat(LinkedWorktree.gitFolder(folder.resolve("main"))).isEmpty();
  }
}
