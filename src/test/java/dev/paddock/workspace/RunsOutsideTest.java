package dev.paddock.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.linux.DirectoryReader.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunsOutsideTest {
  private static final RunsOutside TABLE = RunsOutside.bundled();

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".git",
        ".gitconfig",
        ".envrc",
        ".npmrc",
        ".yarnrc",
        ".yarnrc.yml",
        ".pnpmfile.cjs",
        "bunfig.toml",
        ".bunfig.toml",
        ".bazelrc",
        ".bazelversion",
        ".bazeliskrc",
        ".pre-commit-config.yaml",
        "lefthook.yml",
        "gradle-wrapper.properties",
        "maven-wrapper.properties",
        ".devcontainer.json",
        ".ripgreprc",
        "pyrightconfig.json",
        ".mcp.json",
        ".claude.json",
        ".bashrc",
        ".zshenv",
        ".profile",
        "opencode.json",
        "a.code-workspace",
        ".dir-locals.el",
        ".gdbinit",
        "mise.toml",
        ".tool-versions"
      })
  void aFileThatRunsOutsideIsProtectedAtAnyDepthAndInAnyCase(String name) {
    assertThat(TABLE.match("", Names.fold(name), Kind.FILE, false)).isNotNull();
    String upper = Names.fold(name.toUpperCase(java.util.Locale.ROOT));
    assertThat(TABLE.match("/a/b", upper, Kind.FILE, false)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".vscode", ".idea", ".husky", ".cargo", ".devcontainer", ".mvn", ".claude", ".codex",
        ".agents", ".cursor", ".gemini", ".opencode", ".windsurf", ".continue", ".kiro", ".roo",
        ".cline", ".zed", ".fleet", ".nvim", ".gdbinit.d"
      })
  void aDirectoryThatRunsOutsideIsProtectedAlsoAsALinkButNotAsAFile(String name) {
    assertThat(TABLE.match("/a", name, Kind.DIRECTORY, false)).isNotNull();
    assertThat(TABLE.match("/a", name, Kind.SYMBOLIC_LINK, false)).isNotNull();
    assertThat(TABLE.match("/a", name, Kind.FILE, false)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CLAUDE.md",
        "AGENTS.md",
        "package.json",
        "Makefile",
        ".pnp.cjs",
        ".env",
        ".gitignore",
        "config",
        "HEAD",
        "hooks",
        ".aider.chat.history.md",
        "git",
        "main.rs"
      })
  void textAndTheProjectsOwnCodeAreNotProtected(String name) {
    assertThat(TABLE.match("", Names.fold(name), Kind.FILE, false)).isNull();
  }

  @Test
  void aPairIsProtectedAtAnyDepthButNotItsLastNameAlone() {
    assertThat(TABLE.match("/x/.github", "hooks", Kind.DIRECTORY, false)).isNotNull();
    assertThat(TABLE.match("/.yarn", "releases", Kind.DIRECTORY, false)).isNotNull();
    assertThat(TABLE.match("/x", "hooks", Kind.DIRECTORY, false)).isNull();
    assertThat(TABLE.match("/not.yarn", "releases", Kind.DIRECTORY, false)).isNull();
    assertThat(TABLE.match("/.yarn", "cache", Kind.DIRECTORY, false)).isNull();
  }

  @Test
  void aLinkInThePlaceOfAPairsFirstNameIsProtected() {
    assertThat(TABLE.match("", ".github", Kind.SYMBOLIC_LINK, false)).isNotNull();
    assertThat(TABLE.match("", ".github", Kind.DIRECTORY, false)).isNull();
  }

  @Test
  void amongDependenciesOnlyGitFoldersAreProtected() {
    assertThat(TABLE.isDependencies("node_modules")).isTrue();
    assertThat(TABLE.match("/node_modules/a", ".vscode", Kind.DIRECTORY, true)).isNull();
    assertThat(TABLE.match("/node_modules/a", ".git", Kind.FILE, true)).isNotNull();
  }
}
