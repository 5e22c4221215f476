package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Git works inside as outside; what a session commits lands; nothing that git would run does. */
@AsEveryCaller
class GitTest {
  private static final String REPOSITORY =
      """
      git init -q -b main && echo one >a && git add a && git commit -qm one && git branch old
      """;

  @AutoClose private final Scene scene;

  GitTest(Caller caller) {
    scene = new Scene(caller);
  }

  @BeforeEach
  void aRepository() throws Exception {
    scene.write(
        "~/.gitconfig",
        "[user]\n name = Owner\n email = owner@example.com\n[protocol \"file\"]\n allow = always\n");
    scene.outside(REPOSITORY).end().ended(0);
  }

  private String outside(String script) throws Exception {
    return scene.outside(script).end().ended(0).out();
  }

  @Test
  void whatIsCommittedInsideIsThereOutside() throws Exception {
    Result result = scene.inside("echo two >b && git add b && git commit -qm two").end();

    result.ended(0);
    assertThat(outside("git log --format=%s && git status --porcelain && git fsck --strict"))
        .as(result.err())
        .isEqualTo("two\none\n");
  }

  @Test
  void theEverydayCommandsWorkInside() throws Exception {
    String script =
        """
        set -e
        git switch -qc topic && echo t >t && git add t && git commit -qm topic
        git switch -q main && echo m >m && git add m && git commit -qm main
        git merge -q --no-edit topic && git switch -q topic && echo u >>t && git commit -qam u
        git rebase -q main && git tag v1 && git tag -a -m annotated v2
        echo w >>t && git stash -q && git stash list
        git worktree add -q /tmp/tree && git -C /tmp/tree status -s && git worktree list
        git config user.nickname x && git remote add up https://example.com/x.git && git branch -m topic renamed
        git switch -qc tracking --track main && git notes add -m note && git gc -q && git pack-refs --all && git fsck
        git cherry-pick --no-commit renamed && git reset -q --hard && git reflog && git describe --tags --always
        """;
    Result result = scene.inside(script).end();

    assertThat(result.ended(0).err()).doesNotContain("fatal", "error:");
    assertThat(outside("git branch --format='%(refname:short)' && git tag && git stash list"))
        .contains("main\n", "old\n", "renamed\n", "tracking\n", "v1\nv2\n", "stash@{0}");
    assertThat(outside("git status --porcelain && git symbolic-ref HEAD && git fsck --strict 2>&1"))
        .startsWith("refs/heads/tracking\n");
    assertThat(outside("git config branch.tracking.remote; git remote")).isEqualTo(".\n");
  }

  @Test
  void commitsLandWhileTheSessionRuns() throws Exception {
    try (Running running =
        scene.inside("git commit -q --allow-empty -m live && echo done && sleep 60").start()) {
      running.awaitOut("done");
      running.await(
          "the commit",
          () -> {
            try {
              return outside("git log -1 --format=%s").equals("live\n");
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          });
    }
  }

  @Test
  void noCommitIsLostIfEverythingIsKilled() throws Exception {
    scene.write("~/.config/paddock/profile.toml", "[git]\nland = \"auto\"\n");
    try (Running running =
        scene
            .inside(
                "for i in 1 2 3; do git commit -q --allow-empty -m c$i; done; echo done; sleep 60")
            .start()) {
      running.awaitOut("done");
    }

    scene.inside("true").end().ended(0);
    assertThat(outside("git log --format=%s")).isEqualTo("c3\nc2\nc1\none\n");
    assertThat(scene.path("~/.local/state/paddock/git")).isEmptyDirectory();
  }

  @Test
  void whateverIsDoneToTheGitFolderInsideBranchesAndObjectsAreThereOutside() throws Exception {
    outside("for i in $(seq 62); do git branch b$i; done; git commit -q --allow-empty -m two");
    String before = outside("git for-each-ref");

    for (String script :
        java.util.List.of(
            "rm -rf .git; ls -A .git",
            "git update-ref -d refs/heads/old; git reflog expire --expire=now --all; git gc -q --prune=now",
            "git pack-refs --all && rm .git/packed-refs",
            "rm -rf .git/objects .git/refs; find / -path '*objects*' -type f -exec rm -f {} + 2>/dev/null",
            "git branch | grep -v '*' | xargs git branch -qD; rm -f .git/HEAD",
            "mv .git other")) {
      Result result = scene.inside(script + "; true").end();

      assertThat(outside("git for-each-ref && git fsck --strict 2>&1"))
          .as(script + result.err())
          .isEqualTo(before);
    }
  }

  @Test
  void nothingThatGitWouldRunIsPlanted() throws Exception {
    String script =
        """
        evil='touch %s; true'
        git config core.fsmonitor "$evil" && git config core.hooksPath .git/evil && git config core.sshCommand "$evil"
        git config core.pager "$evil" && git config core.editor "$evil" && git config alias.status "!$evil"
        git config filter.x.clean "$evil" && git config filter.x.smudge "$evil" && git config diff.external "$evil"
        git config credential.helper "!$evil" && git config gpg.program "$evil" && git config include.path ../evil
        git config branch.main.remote 'ext::sh -c "touch %1$s"' && git config branch.main.merge refs/heads/main
        git config remote.origin.url 'ext::sh -c "touch %1$s"' && git config remote.origin.uploadpack "$evil"
        for h in pre-commit post-checkout post-merge pre-push reference-transaction fsmonitor-watchman post-index-change; do
          mkdir -p .git/hooks .git/evil; printf '#!/bin/sh\\n%%s\\n' "$evil" >.git/hooks/$h; chmod +x .git/hooks/$h
          cp .git/hooks/$h .git/evil/
        done
        mkdir -p .git/info; echo '* filter=x' >.git/info/attributes; echo /etc >.git/objects/info/alternates
        printf '[core]\\nfsmonitor = "%%s"\\n' "$evil" >evil
        echo x >f && git -c core.hooksPath=/dev/null -c core.fsmonitor= add f && git -c core.hooksPath=/dev/null -c core.fsmonitor= commit -qm f
        """
            .formatted(scene.outside().resolve("ran"));
    scene.inside(script).end();

    String ways =
        """
        git status; git log -1 -p; git diff; git checkout -q old; git checkout -q main; git stash; git gc -q; git fetch
        git branch x; git commit --allow-empty -qm y; git pull; git push; git -C . ls-files; git fsck; git blame a
        """;
    Result result = scene.outside(ways).end();

    assertThat(scene.outside().resolve("ran")).as(result.out()).doesNotExist();
    assertThat(scene.read(".git/config")).doesNotContain("fsmonitor", "ext::", "touch", "alias");
    assertThat(scene.exists(".git/evil")).isFalse();
    assertThat(scene.exists(".git/hooks/pre-commit")).isFalse();
  }

  @Test
  void linksInTheSessionsGitFolderLeadNowhere() throws Exception {
    Path secret = scene.outside().resolve("secret");
    Files.writeString(secret, "0123456789012345678901234567890123456789\n");
    String script =
        """
        ln -s %1$s .git/refs/heads/link
        rm -rf .git/logs && ln -s %2$s .git/logs && ln -sf %1$s .git/ORIG_HEAD
        rm -f .git/config && ln -s %1$s .git/config; mkfifo .git/refs/heads/fifo
        """
            .formatted(secret, scene.outside());
    scene.inside(script).end();

    assertThat(outside("git branch --format='%(refname:short)'")).isEqualTo("main\nold\n");
    try (var files = Files.list(scene.outside())) {
      assertThat(files).containsExactly(secret);
    }
  }

  @Test
  void aMalformedTreeDoesNotLand() throws Exception {
    String script =
        """
        blob=$(echo evil | git hash-object -w --stdin)
        sub=$(printf "100644 config\\0$(echo $blob | sed 's/../\\\\x&/g')" | git hash-object -t tree --literally -w --stdin)
        tree=$(printf "40000 .git\\0$(echo $sub | sed 's/../\\\\x&/g')" | git hash-object -t tree --literally -w --stdin)
        commit=$(git commit-tree -m evil $tree)
        git update-ref refs/heads/evil $commit && git update-ref refs/heads/good $(git commit-tree -m good -p HEAD HEAD^{tree})
        """;
    Result result = scene.inside(script).end();

    assertThat(result.ended(0).err()).contains("refs/heads/evil");
    assertThat(outside("git branch --format='%(refname:short)'")).isEqualTo("good\nmain\nold\n");
  }

  @Test
  void aBranchThatMovedOnBothSidesStaysAndTheSessionsIsKept() throws Exception {
    scene.write("go", "");
    try (Running running =
        scene
            .inside(
                "echo up; while [ -e go ]; do sleep 0.1; done; git commit -q --allow-empty -m inside")
            .start()) {
      running.awaitOut("up");
      outside("git commit -q --allow-empty -m outside && rm go");
      Result result = running.end();

      assertThat(result.ended(0).err()).contains("refs/paddock/kept/");
    }
    assertThat(outside("git log -1 --format=%s main")).isEqualTo("outside\n");
    assertThat(outside("git for-each-ref --format='%(subject)' refs/paddock/kept"))
        .isEqualTo("inside\n");
  }

  @Test
  void aRebaseThatIsNotFinishedDoesNotLandAndItsCommitsAreKept() throws Exception {
    String script =
        """
        git switch -qc topic && echo x >a && git commit -qam x && git switch -q main && echo y >a && git commit -qam y
        git switch -q topic && git rebase main; git status | head -3; true
        """;
    Result result = scene.inside(script).end();

    assertThat(result.ended(0).err()).contains("not finished inside");
    assertThat(scene.exists(".git/rebase-merge")).isFalse();
    assertThat(
            outside(
                "git symbolic-ref HEAD && git log --format=%s topic && git log --format=%s main"))
        .isEqualTo("refs/heads/main\nx\none\ny\none\n");
  }

  @Test
  void aLinkedWorktreeWorksAsThePlaceToStartIn() throws Exception {
    outside("git worktree add -q ../tree && git -C ../tree switch -qc side");
    Path tree = scene.project().resolveSibling("tree");

    Result result =
        scene
            .inside(
                "echo two >b && git add b && git commit -qm two && git worktree list && ls -A ..")
            .in(tree)
            .end();

    assertThat(result.ended(0).out()).contains("[side]");
    assertThat(
            outside("git -C ../tree log -1 --format=%s side && git -C ../tree status --porcelain"))
        .as(result.err())
        .isEqualTo("two\n");
  }

  @Test
  void theMainWorktreeWorksBesideALinkedOne() throws Exception {
    outside("mkdir -p .claude/worktrees && git worktree add -q .claude/worktrees/w");

    Result result =
        scene
            .inside(
                "cd .claude/worktrees/w && echo x >x && git add x && git commit -qm w && cd - >/dev/null"
                    + " && git commit -q --allow-empty -m main")
            .end();

    result.ended(0);
    assertThat(
            outside(
                "git log -1 --format=%s main && git log -1 --format=%s w && git -C .claude/worktrees/w status --porcelain"))
        .as(result.err())
        .isEqualTo("main\nw\n");
  }

  @Test
  void aSubmoduleAndANestedRepositoryWorkToo() throws Exception {
    outside(
        """
        git init -q -b main ../lib && git -C ../lib commit -q --allow-empty -m lib
        git submodule add -q ../lib sub && git commit -qm sub && git init -q -b main nested && git -C nested commit -q --allow-empty -m n
        """);

    Result result =
        scene
            .inside(
                """
                set -e
                cd sub && echo x >x && git add x && git commit -qm in-sub && cd .. && git commit -qam moved
                cd nested && echo x >x && git add x && git commit -qm in-nested
                """)
            .end();

    result.ended(0);
    assertThat(
            outside(
                "git -C sub log -1 --format=%s && git -C nested log -1 --format=%s && git log -1 --format=%s"
                    + " && git submodule status && git -C sub status --porcelain && git status --porcelain -uno"))
        .as(result.err())
        .startsWith("in-sub\nin-nested\nmoved\n ")
        .doesNotContain("\n M", "\nM");
  }

  @Test
  void aPointerToAForeignRepositoryOpensNothing() throws Exception {
    outside(
        "git init -q -b main ../private && git -C ../private commit -q --allow-empty -m secret");
    Path hostile = scene.project().resolveSibling("hostile");
    Files.createDirectory(hostile);
    Files.writeString(
        hostile.resolve(".git"),
        "gitdir: " + scene.project().resolveSibling("private/.git") + "\n");

    Result result = scene.inside("git log; ls -A ../private").in(hostile).end();

    assertThat(result.out()).doesNotContain("secret", "HEAD");
  }

  @Test
  void aRepositoryThatBorrowsObjectsElsewhereOpensNothing() throws Exception {
    outside(
        "git init -q -b main ../private && git -C ../private commit -q --allow-empty -m secret");
    Path objects = scene.project().resolveSibling("private/.git/objects");
    scene.write(".git/objects/info/alternates", objects + "\n");

    Result result = scene.inside("ls -A " + objects + "; git log --all --format=%s").end();

    assertThat(result.out()).doesNotContain("pack");
    assertThat(result.err()).contains("--read " + objects);
  }

  @Test
  void withLandAskNothingLandsBeforeTheOwnerSaysSo() throws Exception {
    Result result = scene.inside("git commit -q --allow-empty -m asked", "--land", "ask").end();

    assertThat(result.ended(0).err()).contains("paddock land");
    assertThat(outside("git log -1 --format=%s")).isEqualTo("one\n");
    assertThat(scene.paddock("land", "--list").end().ended(0).out()).contains("refs/heads/main");

    scene.paddock("land").end().ended(0);
    assertThat(outside("git log -1 --format=%s")).isEqualTo("asked\n");
    assertThat(scene.paddock("land", "--list").end().ended(0).out()).contains("Nothing waits");
  }

  @Test
  void noHookOfTheOwnersRunsInsideAndNoneIsLost() throws Exception {
    Path hook = scene.write(".git/hooks/pre-commit", "#!/bin/sh\necho hooked; exit 1\n");
    Files.setPosixFilePermissions(
        hook, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));

    Result result = scene.inside("git commit -q --allow-empty -m two; ls .git/hooks").end();

    assertThat(result.out()).doesNotContain("hooked", "pre-commit");
    assertThat(scene.read(".git/hooks/pre-commit")).contains("hooked");
  }

  @Test
  void noProgramOfTheProjectIsTakenForGitOutside() throws Exception {
    Path program = scene.write("bin/git", "#!/bin/sh\ntouch " + scene.outside() + "/ran\n");
    Files.setPosixFilePermissions(
        program, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));

    scene
        .inside("git commit -q --allow-empty -m two")
        .with("PATH", scene.path("bin") + ":/usr/bin:/bin")
        .end();

    assertThat(scene.outside().resolve("ran")).doesNotExist();
  }

  @Test
  void aConfigurationThatNeverEndsKeepsNoSessionWaitingForEver() throws Exception {
    outside("mkfifo fifo && git config include.path ../fifo");

    Result result = scene.inside("echo started").end();

    assertThat(result.ended(0).out()).isEqualTo("started\n");
    assertThat(result.err()).contains("read-only in this session");
  }

  @Test
  void largeFilesGoUpstreamWithThePushThatNamesThemAndComeBack() throws Exception {
    Path upstream = scene.project().resolveSibling("up.git");
    outside(
        """
        git lfs install >log && git init -q --bare -b main %1$s && git remote add origin file://%1$s
        git lfs track '*.bin' >>log && git add .gitattributes && git commit -qm lfs && git push -q origin main
        """
            .formatted(upstream));

    Result result =
        scene
            .inside(
                """
                git switch -qc large && head -c 300000 /dev/urandom >a.bin && git add a.bin && git commit -qm large
                git push -q origin large && git clone -q -b large "$(git remote get-url origin)" /tmp/c && cmp a.bin /tmp/c/a.bin && echo same
                """)
            .end();

    assertThat(result.out()).as(result.err()).contains("same");
    assertThat(outside("find " + upstream + "/lfs -type f -size 300000c | wc -l").strip())
        .isEqualTo("1");
  }
}
