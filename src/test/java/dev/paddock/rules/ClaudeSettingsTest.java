package dev.paddock.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaudeSettingsTest {
  @TempDir Path temporary;
  private Path managed;
  private Path home;
  private Path project;

  @BeforeEach
  void makeFolders() throws IOException {
    Path root = temporary.toRealPath();
    managed = Files.createDirectories(root.resolve("managed/managed-settings.d")).getParent();
    home = Files.createDirectories(root.resolve("home/.claude")).getParent();
    project = Files.createDirectories(root.resolve("home/project/.claude")).getParent();
  }

  @Test
  void withoutAnyFileNothingIsSaid() {
    assertThat(read()).isEqualTo(new ClaudeAutoMode(List.of(), false, List.of()));
  }

  @Test
  void theOrganisationsListsAndTheUsersAreJoinedInClaudeCodesOrder() throws IOException {
    user("{\"autoMode\":{\"soft_deny\":[\"user\"],\"classifyAllShell\":true}}");
    write(managed.resolve("managed-settings.d/20.json"), block("soft_deny", "\"twenty\""));
    write(managed.resolve("managed-settings.d/10.json"), block("soft_deny", "\"ten\""));
    write(managed.resolve("managed-settings.d/.30.json"), block("soft_deny", "\"hidden\""));
    write(managed.resolve("managed-settings.d/note.txt"), "none");
    write(managed.resolve("managed-settings.json"), block("soft_deny", "\"$defaults\""));

    ClaudeAutoMode read = read();

    assertThat(read.rules())
        .extracting(OwnRule::text)
        .containsExactly("$defaults", "ten", "twenty", "user");
    assertThat(read.classifyAllShell()).isTrue();
    assertThat(read.notices()).isEmpty();
  }

  @Test
  void aProjectsSettingsAreIgnored() throws IOException {
    write(project.resolve(".claude/settings.json"), block("allow", "\"anything\""));
    write(project.resolve(".claude/settings.local.json"), block("allow", "\"anything\""));
    assertThat(read().rules()).isEmpty();
  }

  @Test
  void aUsersFileThatLiesInTheProjectIsIgnored() throws IOException {
    Path inProject = project.resolve("dotfiles.json");
    write(inProject, block("allow", "\"anything\""));
    Files.createSymbolicLink(home.resolve(".claude/settings.json"), inProject);
    assertThatNothingWidens("it lies in the project");
  }

  @Test
  void settingsWithoutTheBlockSayNothing() throws IOException {
    user("{\"model\":\"x\",\"permissions\":{\"allow\":[\"Bash(ls)\"]}}");
    assertThat(read().rules()).isEmpty();
    assertThat(read().notices()).isEmpty();
  }

  @Test
  void anEmptyListSaysNothing() throws IOException {
    user(block("soft_deny", ""));
    assertThat(RuleBook.of(read().rules()).isReplaced(RuleKind.SOFT_DENY)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{} {}",
        "{\"autoMode\":[]}",
        "{\"autoMode\":{\"allow\":[\"a\"]},\"autoMode\":{\"allow\":[\"b\"]}}",
        "{\"autoMode\":{\"allow\":[\"a\"],\"soft_deny\":\"text\"}}",
        "{\"autoMode\":{\"allow\":[\"a\",1]}}",
        "{\"autoMode\":{\"allow\":[\"a\",\" \"]}}",
        "{\"autoMode\":{\"allow\":[\"a\"],\"soft_deny\":[\"$default\",\"b\"]}}",
        "{\"autoMode\":{\"allow\":[\"a\"],\"softDeny\":[\"b\"]}}",
        "{\"autoMode\":{\"allow\":[\"a\"],\"environment\":[\"b\"],\"classifyAllShell\":1}}",
      })
  void aBrokenFileIsToldAndNeverWidens(String text) throws IOException {
    write(managed.resolve("managed-settings.json"), text);
    user(block("soft_deny", "\"only mine\""));
    assertThatNothingWidens(managed.resolve("managed-settings.json").toString());
  }

  @Test
  void whatABrokenFileDeniesCountsAsFarAsItCanBeRead() throws IOException {
    user("{\"autoMode\":{\"soft_deny\":[\"deny this\", 7],\"hard_deny\":[\"and that\"]}}");
    assertThat(read().rules()).extracting(OwnRule::text).contains("deny this", "and that");
    assertThatNothingWidens("has an entry that is no text");
  }

  @Test
  void bytesThatAreNoTextAndDeepNestingAreToldToo() throws IOException {
    Files.write(home.resolve(".claude/settings.json"), new byte[] {'"', (byte) 0xC3, '"'});
    assertThatNothingWidens("it is not UTF-8");
    user("[".repeat(100_000));
    assertThatNothingWidens("it is no valid JSON");
  }

  @Test
  void aFileThatEverybodyMayWriteToIsIgnored() throws IOException {
    user(block("allow", "\"anything\""));
    Files.setPosixFilePermissions(
        home.resolve(".claude/settings.json"), PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThatNothingWidens("everybody may write to it");
  }

  @Test
  void aFolderInAFilesPlaceIsTold() throws IOException {
    Files.createDirectory(home.resolve(".claude/settings.json"));
    assertThatNothingWidens("it is no regular file");
  }

  @Test
  void aByteOrderMarkIsNoError() throws IOException {
    user("\uFEFF" + block("allow", "\"a\""));
    assertThat(read().notices()).isEmpty();
    assertThat(read().rules()).hasSize(1);
  }

  @Test
  void claudeCodesOwnVariableNamesTheFolder() {
    assertThat(ClaudeSettings.of(home, Map.of("CLAUDE_CONFIG_DIR", "/c"), project).user())
        .isEqualTo(Path.of("/c/settings.json"));
    assertThat(ClaudeSettings.of(home, Map.of("CLAUDE_CONFIG_DIR", "c"), project).user())
        .isEqualTo(home.resolve(".claude/settings.json"));
  }

  private void assertThatNothingWidens(String notice) {
    ClaudeAutoMode read = read();
    assertThat(read.notices()).singleElement().asString().contains(notice);
    RuleBook book = RuleBook.of(read.rules());
    assertThat(book.rules(RuleKind.ALLOW)).isEqualTo(DefaultRules.of(RuleKind.ALLOW));
    assertThat(book.rules(RuleKind.ENVIRONMENT)).isEqualTo(DefaultRules.of(RuleKind.ENVIRONMENT));
    assertThat(book.isReplaced(RuleKind.SOFT_DENY)).isFalse();
    assertThat(book.isReplaced(RuleKind.HARD_DENY)).isFalse();
  }

  private ClaudeAutoMode read() {
    return new ClaudeSettings(managed, home.resolve(".claude/settings.json"), project).read();
  }

  private void user(String text) throws IOException {
    write(home.resolve(".claude/settings.json"), text);
  }

  private static void write(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String block(String key, String entries) {
    return "{\"autoMode\":{\"" + key + "\":[" + entries + "]}}";
  }
}
