package dev.paddock.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real git: it reads the owner's configuration, and what Paddock writes. */
class GitSettingsTest {
  @TempDir Path folder;
  private HostHome host;

  @BeforeEach
  void host() {
    host = new HostHome(folder);
  }

  /** What git reads inside, as "key LF value". */
  private List<String> gitReads() throws Exception {
    Path written =
        Files.writeString(folder.resolve("inside"), host.inside(".gitconfig").orElse(""));
    Process git =
        new ProcessBuilder("git", "config", "--file", written.toString(), "-z", "--list").start();
    String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor()).isZero();
    return Arrays.stream(output.split("\0")).filter(entry -> !entry.isEmpty()).toList();
  }

  @Test
  void gitReadsTheSameAllowedValues() throws Exception {
    host.file(
        ".gitconfig",
        """
        [user]
          name = "Ada \\"the\\\\ first\\" Löve ; # x"
          email = ada@example.com
        [alias]
          st = status -sb
          two = "log\\n--oneline\\tx"
        [rebase]
          autoSquash
        [color "diff"]
          meta = "blue black bold"
        [diff "a \\"b\\\\.c"]
          xfuncname = "^x"
        [commit]
          cleanup =
        [user]
          name = Second
        """);

    assertThat(gitReads())
        .containsExactly(
            "user.name\nAda \"the\\ first\" Löve ; # x",
            "user.email\nada@example.com",
            "alias.st\nstatus -sb",
            "alias.two\nlog\n--oneline\tx",
            "rebase.autosquash",
            "color.diff.meta\nblue black bold",
            "diff.a \"b\\.c.xfuncname\n^x",
            "commit.cleanup\n",
            "user.name\nSecond");
  }

  @Test
  void noSecretAndNoProgramComesThrough() throws Exception {
    host.file(
        ".canary-include", "[http]\n  extraHeader = canary\n[user]\n  email = in@example.com\n");
    host.file(
        ".gitconfig",
        """
        # canary
        [include]
          path = ~/.canary-include
        [credential]
          helper = "!echo canary"
        [url "https://u:canary@git.example.com/"]
          insteadOf = git:
        [http]
          proxy = http://u:canary@p.example.com
        [core]
          sshCommand = canary
          pager = canary
          editor = canary
          hooksPath = canary
          fsmonitor = canary
          askPass = canary
          excludesFile = ~/.canary
        [alias]
          x = !canary
          y = "  !canary"
          z = -c core.pager=canary log
          t = log ghp_canarycanarycanary
          u = ls-remote https://u:canary@git.example.com/x
        [diff]
          external = canary
        [diff "canary"]
          textconv = canary
          command = canary
        [diff "ghp_canarycanarycanary"]
          binary = true
        [gpg]
          program = canary
        [commit]
          gpgsign = true
          template = canary
        [user]
          signingKey = canary
          name = sk-canarycanarycanary
        [branch "canary"]
          remote = https://u:canary@git.example.com/x
        [sendemail]
          smtpPass = canary
        [interactive]
          diffFilter = canary
        [filter "canary"]
          clean = canary
        """);

    assertThat(host.everything()).doesNotContain("canary");
    assertThat(gitReads())
        .containsExactly(
            "user.email\nin@example.com", "alias.u\nls-remote https://git.example.com/x");
  }

  @Test
  void bothGlobalFilesCount() throws Exception {
    host.file(".config/git/config", "[user]\n  email = xdg@example.com\n");
    host.file(".gitconfig", "[user]\n  name = Ada\n");

    assertThat(gitReads()).containsExactly("user.email\nxdg@example.com", "user.name\nAda");
  }

  @Test
  void aConditionalIdentityAppliesInTheProject() throws Exception {
    git("init", "-q", host.project.toString());
    host.file(".gitconfig-work", "[user]\n  email = work@example.com\n");
    host.file(
        ".gitconfig",
        "[user]\n  email = home@example.com\n[includeIf \"gitdir:~/work/\"]\n  path = .gitconfig-work\n");

    assertThat(gitReads())
        .containsExactly("user.email\nhome@example.com", "user.email\nwork@example.com");
  }

  @Test
  void theRepositorysOwnConfigurationIsNotTheOwners() throws Exception {
    git("init", "-q", host.project.toString());
    Files.writeString(host.project.resolve(".git/config"), "[user]\n  name = canary\n");
    host.file(".gitconfig", "[user]\n  name = Ada\n");

    assertThat(gitReads()).containsExactly("user.name\nAda");
  }

  @Test
  void aBrokenRepositoryCostsNothing() throws Exception {
    git("init", "-q", host.project.toString());
    Files.writeString(host.project.resolve(".git/config"), "[[[ broken");
    host.file(".gitconfig", "[user]\n  name = Ada\n");

    assertThat(gitReads()).containsExactly("user.name\nAda");
  }

  @Test
  void anExcludesFileStaysIfItIsGiven() throws Exception {
    host.file(".gitignore_global", "*.log\n");
    host.file(".gitconfig", "[core]\n  excludesFile = ~/.gitignore_global\n");

    assertThat(gitReads()).containsExactly("core.excludesfile\n~/.gitignore_global");
  }

  @Test
  void aGitThatThePathFindsInTheProjectIsNeverRun() throws Exception {
    Path planted = host.file("work/project/bin/git", "#!/bin/sh\ntouch " + folder + "/ran\n");
    assertThat(planted.toFile().setExecutable(true)).isTrue();
    host.link("sly", host.project.resolve("bin"));
    host.environment.put(
        "PATH", planted.getParent() + ":" + host.home.resolve("sly") + ":bin:/usr/bin:/bin");
    host.file(".gitconfig", "[user]\n  name = Ada\n");

    assertThat(gitReads()).containsExactly("user.name\nAda");
    assertThat(folder.resolve("ran")).doesNotExist();
  }

  @Test
  void withoutGitThereIsNoFileAndANotice() {
    host.environment.put("PATH", "/nonexistent");
    host.file(".gitconfig", "[user]\n  name = Ada\n");

    assertThat(host.inside(".gitconfig")).isEmpty();
    assertThat(host.plan().notices()).anyMatch(n -> n.contains("git is not in PATH"));
  }

  @Test
  void aMalformedConfigurationIsNotGiven() {
    host.file(".gitconfig", "[user\n canary");

    assertThat(host.inside(".gitconfig")).isEmpty();
    assertThat(host.everything()).contains("git config fails").doesNotContain("canary");
  }

  private static void git(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }
}
