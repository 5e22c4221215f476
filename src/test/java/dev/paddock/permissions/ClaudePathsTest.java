package dev.paddock.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.action.Action;
import dev.paddock.action.Verdict;
import dev.paddock.profile.PathPattern;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The four anchors of Claude Code's paths, and what a denial of them is. */
class ClaudePathsTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}: {1} → {2}")
  @CsvSource({
    // an absolute path has two slashes, one is relative to the settings
    "USER,    //data/secret,      /data/secret",
    "USER,    /secret,            /home/u/.claude/secret",
    "PROJECT, /secret,            /home/u/src/p/secret",
    "PROJECT, /docs/**,           /home/u/src/p/docs/",
    "USER,    ~/.zshrc,           /home/u/.zshrc",
    "USER,    ~/.ssh/**,          /home/u/.ssh/",
    "USER,    ~,                  /home/u/",
    // a bare name is meant at any depth, below the working directory
    "USER,    .env,               /home/u/src/p/sub/**/.env",
    "USER,    ./.env,             /home/u/src/p/sub/**/.env",
    "USER,    .env.*,             /home/u/src/p/sub/**/.env.*",
    "USER,    secrets/,           /home/u/src/p/sub/**/secrets/",
    // and so is a folder's content, where it is denied
    "USER,    secrets/**,         /home/u/src/p/sub/**/secrets/",
    "USER,    ./secrets/**,       /home/u/src/p/sub/**/secrets/",
    "USER,    config/prod.json,   /home/u/src/p/sub/config/prod.json",
    "USER,    ./config/*.json,    /home/u/src/p/sub/config/*.json",
    "USER,    a/b/**,             /home/u/src/p/sub/a/b/",
    "USER,    **/*.pem,           /home/u/src/p/sub/**/*.pem",
    "USER,    **,                 /home/u/src/p/sub/",
    "USER,    ../other/key,       /home/u/src/p/other/key",
    "USER,    //**,               /**",
  })
  void aPathIsAnchoredAsItsRuleSays(Scope scope, String rule, String pattern) {
    assertThat(Texts.becomes(Texts.claude(scope, Verdict.DENY, "Read(" + rule + ")")))
        .isEqualTo("[Hidden[pattern=" + pattern + "]]");
    assertThat(Texts.becomes(Texts.claude(scope, Verdict.DENY, "Edit(" + rule + ")")))
        .isEqualTo("[ReadOnly[pattern=" + pattern + "]]");
  }

  @ParameterizedTest
  @CsvSource({
    "Read(!.env), starts with !",
    "Read(a[), that no ] closes",
    "Read(a/../b), component ..",
    "Write(/x), Claude Code ignores paths of Write",
    "NotebookEdit(/x), Claude Code ignores paths of NotebookEdit",
    "Glob(/x), Claude Code ignores paths of Glob",
    "Cd(/x), does not see where",
    "Read(x, no rule of the form",
    "'', no rule of the form",
  })
  void whatNoPatternSaysIsToldWithTheReason(String rule, String reason) {
    assertThat(Texts.becomes(Texts.claude(Scope.USER, Verdict.DENY, rule)))
        .startsWith("no: ")
        .contains(reason);
  }

  @Test
  void whatEveryProgramNeedsIsNoWallAgainstReading() {
    for (String path : List.of("//etc/passwd", "//usr/**", "//etc", "//usr/share/*.txt")) {
      assertThat(Texts.becomes(Texts.claude(Scope.USER, Verdict.DENY, "Read(" + path + ")")))
          .startsWith("gate: the system's own files");
      assertThat(Texts.becomes(Texts.claude(Scope.USER, Verdict.DENY, "Edit(" + path + ")")))
          .startsWith("[ReadOnly[");
    }
    AnchoredPath inOpt = new AnchoredPath(Texts.HOME, Path.of("/opt/work"));
    assertThat(inOpt.isOfSystem(inOpt.translate("//opt/work/key", Texts.HOME))).isFalse();
    assertThat(inOpt.isOfSystem(inOpt.translate("//opt/other/key", Texts.HOME))).isTrue();
  }

  @Test
  void whatIsAskedAboutIsNoWall() {
    Imported imported = Texts.claude(Scope.USER, Verdict.ASK, "Edit(~/notes)");

    assertThat(Texts.becomes(imported)).isEqualTo("gate");
    assertThat(imported.action(new Action.EditFile(Path.of("/home/u/notes"), "x")))
        .hasValueSatisfying(match -> assertThat(match.verdict()).isEqualTo(Verdict.ASK));
    assertThat(imported.action(new Action.ReadFile(Path.of("/home/u/notes")))).isEmpty();
  }

  @Test
  void whatMayNotBeReadMayNotBeWrittenEither() {
    Imported imported = Texts.claude(Scope.USER, Verdict.DENY, "Read(~/keys/**)");

    for (Action action :
        List.of(
            new Action.ReadFile(Path.of("/home/u/keys/a/b")),
            new Action.WriteFile(Path.of("/home/u/keys/new"), "x"),
            new Action.EditFile(Path.of("/home/u/other/../keys/a"), "x"))) {
      assertThat(imported.action(action))
          .hasValueSatisfying(
              match -> {
                assertThat(match.verdict()).isEqualTo(Verdict.DENY);
                assertThat(match.reason()).contains("Read(~/keys/**)", "settings.json:1");
              });
    }
    assertThat(imported.action(new Action.ReadFile(Path.of("/home/u/other")))).isEmpty();
  }

  @Test
  void anAllowLineOpensNothing() {
    assertThat(Texts.becomes(Texts.claude(Scope.USER, Verdict.ALLOW, "Read(~/x)")))
        .contains("opens nothing");
    assertThat(Texts.becomes(Texts.claude(Scope.USER, Verdict.ALLOW, "WebFetch(domain:a.test)")))
        .contains("opens nothing");
  }

  @Test
  void aFolderWithPatternCharactersInItsNameIsMeantLiterally() {
    PathPattern pattern =
        new AnchoredPath(Path.of("/home/u"), Path.of("/w/a[1]*")).translate("x/y", Path.of("/"));

    assertThat(pattern.matches("w/a[1]*/x/y", false)).isTrue();
    assertThat(pattern.matches("w/a1b/x/y", false)).isFalse();
  }

  @Test
  void linksInTheCertainPartOfAPatternAreFollowed() throws Exception {
    Path real = Files.createDirectories(folder.toRealPath().resolve("real"));
    Files.createFile(real.resolve("key"));
    Path link = Files.createSymbolicLink(folder.toRealPath().resolve("link"), real);

    for (String end : List.of("/*.pem", "/key", "/missing/key", "/sub/**/x", "/")) {
      assertThat(AnchoredPath.real(PathPattern.parse(link + end)).map(PathPattern::text))
          .contains(real + end);
      assertThat(AnchoredPath.real(PathPattern.parse(real + end))).isEmpty();
    }
  }
}
