package dev.paddock.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.action.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files count, and how they are read. */
class PermissionSourcesTest {
  @TempDir private Path folder;
  private Path home;
  private Path project;
  private Path etc;

  @BeforeEach
  void make() throws IOException {
    Path real = folder.toRealPath();
    home = Files.createDirectories(real.resolve("home"));
    project = Files.createDirectories(home.resolve("p"));
    etc = Files.createDirectories(real.resolve("etc"));
  }

  @Test
  void allScopesOfAllAgentsAreRead() throws Exception {
    write(etc.resolve("claude-code/managed-settings.json"), deny("Bash(a)"));
    write(etc.resolve("claude-code/managed-settings.d/10-b.json"), deny("Bash(b)"));
    write(home.resolve(".claude/settings.json"), deny("Bash(c)"));
    write(project.resolve(".claude/settings.json"), deny("Bash(d)"));
    write(project.resolve(".claude/settings.local.json"), deny("Bash(e)"));
    write(project.resolve("sub/.claude/settings.json"), deny("Bash(f)"));
    write(home.resolve(".codex/rules/x.rules"), "prefix_rule(pattern=['g'],decision='forbidden')");
    write(
        project.resolve(".codex/rules/x.rules"), "prefix_rule(pattern=['h'],decision='forbidden')");
    write(
        home.resolve(".gemini/policies/x.toml"), "[[rule]]\ncommandPrefix='i'\ndecision='deny'\n");
    write(
        etc.resolve("gemini-cli/policies/x.toml"),
        "[[rule]]\ncommandPrefix='j'\ndecision='deny'\n");

    Imported imported = Permissions.read(sources(project.resolve("sub")));

    assertThat(imported.problems()).isEmpty();
    assertThat(imported.read()).hasSize(10);
    for (String word : "a b c d e f g h i j".split(" ")) {
      assertThat(Texts.says(imported, word)).as(word).isEqualTo("DENY");
    }
  }

  @Test
  void otherFoldersOfSettingsAreThoseThatTheEnvironmentNames() throws Exception {
    write(home.resolve("c/settings.json"), deny("Bash(a)"));
    write(home.resolve("x/rules/y.rules"), "prefix_rule(pattern=['b'],decision='forbidden')");
    Map<String, String> environment =
        Map.of("CLAUDE_CONFIG_DIR", home + "/c", "CODEX_HOME", home + "/x");

    Imported imported =
        Permissions.read(PermissionSources.find(home, project, project, etc, environment));

    assertThat(Texts.says(imported, "a")).isEqualTo("DENY");
    assertThat(Texts.says(imported, "b")).isEqualTo("DENY");
  }

  @Test
  void whatIsNoReadableTextIsToldAndTheRestStillCounts() throws Exception {
    Files.createDirectories(home.resolve(".claude/settings.json"));
    write(project.resolve(".claude/settings.json"), " ".repeat(2_000_000));
    Path secret = write(home.resolve("secret"), "{\"secret\": 1}");
    Files.createSymbolicLink(project.resolve(".claude/settings.local.json"), secret);
    Files.createDirectories(home.resolve(".codex/rules"));
    Files.write(home.resolve(".codex/rules/a.rules"), new byte[] {(byte) 0xff});
    write(home.resolve(".codex/rules/b.rules"), "prefix_rule(pattern=['b'],decision='forbidden')");

    Imported imported = Permissions.read(sources(project));

    assertThat(imported.problems())
        .extracting(PermissionProblem::message)
        .containsExactly(
            "it can't be read: it is no regular file",
            "it can't be read: it is larger than 1 MiB",
            "it can't be read: it is a symbolic link that leads out of the project",
            "it can't be read: it is not UTF-8");
    assertThat(Texts.says(imported, "b")).isEqualTo("DENY");
  }

  @Test
  void whereTheAdministratorSaysSoNobodyElsesLinesAllow() throws Exception {
    write(
        etc.resolve("claude-code/managed-settings.json"),
        "{\"allowManagedPermissionRulesOnly\": true, \"permissions\": {\"allow\": [\"Bash(a)\"]}}");
    write(
        home.resolve(".claude/settings.json"),
        "{\"permissions\": {\"allow\": [\"Bash(b)\"], \"deny\": [\"Bash(c)\"]}}");

    Imported imported = Permissions.read(sources(project));

    assertThat(Texts.says(imported, "a")).isEqualTo("ALLOW");
    assertThat(Texts.says(imported, "b")).isEqualTo("NONE");
    assertThat(Texts.says(imported, "c")).isEqualTo("DENY");
  }

  @Test
  void aNamedFileIsTheOwnersUnlessItLiesInTheProject() throws Exception {
    Path own = write(home.resolve("x.json"), "{\"permissions\": {\"allow\": [\"Bash(a)\"]}}");
    Path projects =
        write(project.resolve("y.json"), "{\"permissions\": {\"allow\": [\"Bash(b)\"]}}");

    Imported imported = Permissions.read(sources(project).only(List.of(own, projects)));

    assertThat(imported.count(Verdict.ALLOW)).isEqualTo(2);
    assertThat(Texts.says(imported, "a")).isEqualTo("ALLOW");
    assertThat(Texts.says(imported, "b")).isEqualTo("NONE");
  }

  @Test
  void withoutFilesThereIsNothing() {
    assertThat(Permissions.read(sources(project))).isEqualTo(Imported.NOTHING);
  }

  private PermissionSources sources(Path workingDirectory) {
    return PermissionSources.find(home, project, workingDirectory, etc, Map.of());
  }

  private static String deny(String rule) {
    return "{\"permissions\": {\"deny\": [\"" + rule + "\"]}}";
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
