package dev.paddock.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.home.HomeEntry.DotfileEntry;
import dev.paddock.home.HomeEntry.FixedFileEntry;
import dev.paddock.home.HomeEntry.StateEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies, start files, rewritten settings as a whole, and agents' state. */
class HomePlanTest {
  @TempDir Path folder;
  private HostHome host;

  @BeforeEach
  void host() {
    host = new HostHome(folder);
  }

  @Test
  void harmlessFilesAreCopied() {
    Path file = host.file(".inputrc", "set bell-style none\n");

    assertThat(host.plan().entries())
        .containsExactly(new DotfileEntry(file, Contents.of("set bell-style none\n"), 0644));
  }

  @Test
  void aFileThatLooksSecretStaysOutsideWithANotice() {
    host.file(".vimrc", "let g:key = 'sk-canarycanarycanary'\n");

    assertThat(host.plan().entries()).isEmpty();
    assertThat(host.everything()).contains(".vimrc is not given").doesNotContain("canary");
  }

  @Test
  void aBigFileAFolderAndAnUnknownFileAreNotCopied() {
    host.file(".vimrc", "x".repeat(HostFile.LIMIT + 1));
    host.folder(".tmux.conf");
    host.file(".unknownrc", "x");

    assertThat(host.plan().entries()).isEmpty();
  }

  @Test
  void aPipeIsNotOpened() throws Exception {
    Path pipe = host.home.resolve(".vimrc");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThat(host.plan().entries()).isEmpty();
  }

  @Test
  void aDotfileMayBeALinkButItsTargetMayNot() throws IOException {
    Path real = host.file("dotfiles/vimrc", "set number\n");
    host.link(".vimrc", real);
    assertThat(host.inside(".vimrc")).contains("set number\n");

    host.file("private/diary", "canary");
    Files.delete(real);
    Files.createSymbolicLink(real, host.home.resolve("private/diary"));
    assertThat(host.inside(".vimrc")).isEmpty();
    assertThat(host.everything()).doesNotContain("canary");
  }

  @ParameterizedTest
  @ValueSource(strings = {".ssh/id_ed25519", ".netrc", ".npmrc", ".bash_history"})
  void aDotfileIsNeverALinkToACredential(String target) {
    host.file(target, "canary");
    host.link(".vimrc", host.home.resolve(target));

    assertThat(host.inside(".vimrc")).isEmpty();
    assertThat(host.everything()).doesNotContain("canary");
  }

  @Test
  void startFilesAreTheSystems() throws IOException {
    host.file(".bashrc", "export KEY=canary");
    host.file(".zshrc", "export KEY=canary");
    Files.writeString(host.skeleton.resolve(".bashrc"), "# system\n");
    Files.writeString(host.skeleton.resolve(".profile"), "# profile\n");

    assertThat(host.inside(".bashrc")).contains("# system\n");
    assertThat(host.inside(".profile")).contains("# profile\n");
    assertThat(host.inside(".zshrc")).contains("");
    assertThat(host.plan().notices()).singleElement().asString().contains("~/.bashrc, ~/.zshrc");
    assertThat(host.everything()).doesNotContain("canary");
  }

  @Test
  void aStartFileThatIsTheSystemsNeedsNoNotice() throws IOException {
    host.file(".bashrc", "# system\n");
    Files.writeString(host.skeleton.resolve(".bashrc"), "# system\n");

    assertThat(host.plan().notices()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    ".npmrc, fund=false, fund=false",
    ".m2/settings.xml, <settings><offline>true</offline></settings>, <offline>true</offline>",
    ".config/pip/pip.conf, '[global]\ntimeout = 9', timeout = 9",
    ".pip/pip.conf, '[global]\ntimeout = 9', timeout = 9",
    ".cargo/config.toml, net.offline = true, offline = true",
    ".cargo/config, net.offline = true, offline = true",
    ".config/uv/uv.toml, offline = true, offline = true",
    ".gradle/gradle.properties, org.gradle.daemon=false, org.gradle.daemon=false",
    ".config/go/env, GOFLAGS=-v, GOFLAGS=-v",
    ".gitconfig, '[user]\nname = Ada', name"
  })
  void eachSettingsFileIsRewrittenAtItsPlace(String place, String file, String expected) {
    host.file(place, file);

    assertThat(host.inside(place).orElseThrow()).contains(expected);
  }

  @Test
  void everySettingsFileLiesInAPlaceThatIsNeverShownWhole() {
    for (String place :
        List.of(
            ".npmrc",
            ".m2/settings.xml",
            ".config/pip/pip.conf",
            ".pip/pip.conf",
            ".cargo/config.toml",
            ".cargo/config",
            ".config/uv/uv.toml",
            ".gradle/gradle.properties",
            ".config/go/env",
            ".gitconfig",
            ".config/git/config")) {
      assertThat(TextTable.lines("never.txt").stream().map(Path::of))
          .as(place)
          .anyMatch(Path.of(place)::startsWith);
    }
  }

  @Test
  void noTableNamesAPlaceThatIsNeverShown() {
    List<Path> never = TextTable.lines("never.txt").stream().map(Path::of).toList();
    for (String table : List.of("caches.txt", "toolchains.txt", "dotfiles.txt")) {
      for (List<String> row : TextTable.rows(table)) {
        Path place = Path.of(row.getFirst());
        assertThat(never).noneMatch(n -> n.startsWith(place) || place.startsWith(n));
      }
    }
  }

  @Test
  void malformedSettingsAreNotGivenAndTheNoticeDoesNotQuoteThem() {
    host.file(".m2/settings.xml", "<settings><canary>");
    host.file(".cargo/config.toml", "canary = [");
    host.file(".config/pip/pip.conf", "canary");

    assertThat(host.plan().entries()).isEmpty();
    assertThat(host.plan().notices()).hasSize(3);
    assertThat(host.everything()).doesNotContain("canary");
  }

  @Test
  void withheldSettingsAreCountedNotNamed() {
    host.file(".npmrc", "fund=false\n//npm.example.com/:_authToken=canary\ncanarycanary\n");

    assertThat(host.everything()).contains("2 settings stay outside").doesNotContain("canary");
  }

  @ParameterizedTest
  @CsvSource({
    "claude, .claude, .claude/CLAUDE.md",
    "codex, .codex, .codex/AGENTS.md",
    "gemini, .gemini, .gemini/GEMINI.md",
    "copilot, .copilot, .copilot/copilot-instructions.md",
    "opencode, .config/opencode, .config/opencode/AGENTS.md"
  })
  void anAgentGetsAStateFolderOfItsOwnAndTheOwnersInstructions(
      String agent, String place, String instructions) throws IOException {
    host.file(instructions, "Be brief.\n");
    host.file(place + "/auth.json", "canary");
    host.file(place + "/.credentials.json", "canary");
    host.command = List.of("/usr/local/bin/" + agent, "--resume");
    Path source = host.state.resolve("agents").resolve(agent).resolve(place);

    assertThat(host.plan().entries())
        .contains(new StateEntry(host.home.resolve(place), source))
        .contains(new FixedFileEntry(host.home.resolve(instructions), Contents.of("Be brief.\n")));
    for (Path at = source; at.startsWith(host.state); at = at.getParent()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(at)))
          .isEqualTo("rwx------");
    }
    assertThat(host.everything()).doesNotContain("canary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "claudes", "claude/x", ""})
  void anyOtherCommandGetsNoState(String command) {
    host.folder(".claude");
    host.command = List.of(command);

    assertThat(host.plan().entries()).isEmpty();
    assertThat(host.state).doesNotExist();
  }

  @Test
  void aLinkThatASessionPlantedWhereInstructionsGoIsRemoved() throws IOException {
    host.command = List.of("claude");
    host.file(".claude/CLAUDE.md", "Be brief.\n");
    Path victim = host.file("victim", "untouched");
    Path planted =
        Files.createDirectories(host.state.resolve("agents/claude/.claude")).resolve("CLAUDE.md");
    Files.createSymbolicLink(planted, victim);

    assertThat(host.paths(FixedFileEntry.class)).hasSize(1);
    assertThat(Files.isRegularFile(planted, LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThat(victim).hasContent("untouched");
  }

  @Test
  void aStateFolderThatIsALinkIsNotUsed() throws IOException {
    host.command = List.of("claude");
    Files.createDirectories(host.state.resolve("agents/claude"));
    Files.createSymbolicLink(host.state.resolve("agents/claude/.claude"), host.folder(".ssh"));

    assertThat(host.plan().entries()).isEmpty();
    assertThat(host.plan().notices()).singleElement().asString().contains("mode 700");
  }

  @Test
  void instructionsWithASecretStayOutside() {
    host.command = List.of("codex");
    host.file(".codex/AGENTS.md", "Use the token: ghp_canarycanarycanary\n");

    assertThat(host.paths(FixedFileEntry.class)).isEmpty();
    assertThat(host.everything()).doesNotContain("canary");
  }

  @Test
  void entriesAreSortedAndEachPathIsThereOnce() {
    host.command = List.of("claude");
    host.file(".claude/CLAUDE.md", "x");
    host.file(".inputrc", "x");
    host.folder(".m2/repository");
    host.folder(".pyenv/shims");

    assertThat(host.plan().entries())
        .extracting(HomeEntry::path)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void aRequestWithARelativePathIsRefused() {
    Path home = Path.of("home");
    assertThatThrownBy(() -> new HomeRequest(home, Map.of(), List.of(), host.state, host.project))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("absolute");
  }

  @Test
  void theRealMachinesPlanCanBeMade() {
    HomePlan plan = HomePlan.of(host.request());

    assertThat(plan.entries())
        .allMatch(entry -> entry instanceof DotfileEntry && entry.path().startsWith(host.home));
  }
}
