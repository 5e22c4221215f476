package dev.paddock.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {
  /**
   * Each line was compared with what {@code git check-ignore} says of the same pattern and path.
   * One differs on purpose: {@code ?} is a character here, a byte to git.
   */
  @ParameterizedTest
  @CsvSource({
    ".env,            .env,                 true",
    ".env,            sub/.env,             true",
    ".env,            .env.local,           false",
    ".env*,           a/b/.env.local,       true",
    "*.pem,           deep/er/key.pem,      true",
    "*.pem,           key.pem.txt,          false",
    "*.pem,           .pem,                 true",
    "secrets,         secrets/a/b,          true",
    "secrets,         a/secrets/b,          true",
    "secrets/,        secrets,              false",
    "secrets/,        secrets/,             true",
    "secrets/,        secrets/a,            true",
    "secrets/**,      secrets/a,            true",
    "secrets/**,      secrets/,             false",
    "secrets/**,      a/secrets/b,          false",
    "a/b,             a/b,                  true",
    "a/b,             a/b/c,                true",
    "a/b,             x/a/b,                false",
    "a/*,             a/b,                  true",
    "a/*.txt,         a/b/c.txt,            false",
    "a/**/z,          a/z,                  true",
    "a/**/z,          a/b/c/z,              true",
    "a/**/z,          a/b/c/y,              false",
    "a/**/b/**/c,     a/b/b/x/c,            true",
    "a/**/b/**/c,     a/x/c,                false",
    "**/x,            x,                    true",
    "**/x,            a/b/x,                true",
    "**/x/y,          a/x/z/x/y,            true",
    "**,              anything/at/all,      true",
    "a**b,            axxb,                 true",
    "a**b,            a/b,                  false",
    "?.txt,           a.txt,                true",
    "?.txt,           ab.txt,               false",
    "?.txt,           é.txt,                true",
    "[a-c]x,          bx,                   true",
    "[a-c]x,          dx,                   false",
    "[!a-c]x,         dx,                   true",
    "[^a-c]x,         ax,                   false",
    "[]]x,            ]x,                   true",
    "[a-]x,           -x,                   true",
    "\\*x,            *x,                   true",
    "\\*x,            ax,                   false",
    "\\!x,            !x,                   true",
    "a*b*c,           aXbYbZc,              true",
    "a*b*c,           aXcYb,                false",
    "*a*,             bab,                  true",
    "README,          readme,               false",
    "a/**/,           a/b/,                 true",
    "a/**/,           a/b,                  false",
    "a/**/,           a/b/c,                true",
    "*/b,             a/b,                  true",
    "*/b,             a/c/b,                false",
  })
  void aPatternMatchesAsGitDoes(String pattern, String path, boolean expected) {
    boolean directory = path.endsWith("/");
    String name = directory ? path.substring(0, path.length() - 1) : path;

    assertThat(PathPattern.parse(pattern).matches(name, directory)).isEqualTo(expected);
    assertThat(isMetByAWalk(PathPattern.parse(pattern), name, directory)).isEqualTo(expected);
  }

  /** Asks of each folder on the way down, as a walk does that does not enter what matches. */
  private static boolean isMetByAWalk(PathPattern pattern, String name, boolean directory) {
    for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
      if (pattern.matchesEntry(name.substring(0, slash), true)) {
        return true;
      }
    }
    return pattern.matchesEntry(name, directory);
  }

  @ParameterizedTest
  @CsvSource({
    "~/exports/**, HOME, exports/a/b",
    "/srv/data,    ROOT, srv/data/x",
    "./x,          PROJECT, x",
    "x,            PROJECT, a/x"
  })
  void aPatternSaysWhatItsPathsAreRelativeTo(String text, PathPattern.Base base, String path) {
    PathPattern pattern = PathPattern.parse(text);

    assertThat(pattern.base()).isEqualTo(base);
    assertThat(pattern.matches(path, false)).isTrue();
    assertThat(pattern).hasToString(text);
  }

  @Test
  void aPathThatIsAnchoredWithADotMatchesOnlyAtTheTop() {
    assertThat(PathPattern.parse("./x").matches("a/x", false)).isFalse();
    assertThat(PathPattern.parse("~/x").matches("a/x", false)).isFalse();
    assertThat(PathPattern.parse("/x").matches("a/x", false)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "!a",
        "a[b",
        "[a/b]",
        "[]",
        "..",
        "a/../b",
        "../a",
        "a//b",
        ".",
        "./",
        "/",
        "~",
        "~/",
        "~ann/x",
        "a\nb",
        "a\0b",
        "\u0085",
        "a\\",
        "[z-a]",
        "[[:alpha:]]",
        "a/./b",
        "//"
      })
  void aPatternThatCannotBeMeantIsRefusedWithARemedy(String text) {
    assertThatThrownBy(() -> PathPattern.parse(text))
        .isInstanceOfSatisfying(
            EntryException.class,
            e -> {
              assertThat(e.reason()).isNotBlank();
              assertThat(e.remedy()).isNotBlank();
              assertThat(e.getMessage().chars()).noneMatch(Character::isISOControl);
            });
  }

  @Test
  void aPatternOfMoreThan1024CharactersIsRefused() {
    assertThat(PathPattern.parse("x".repeat(1024)).matches("x", false)).isFalse();
    assertThatThrownBy(() -> PathPattern.parse("x".repeat(1025)))
        .hasMessageContaining("longer than 1024");
  }

  @Test
  void aPatternMadeToBeSlowIsNot() {
    PathPattern stars = PathPattern.parse("*a".repeat(500) + "b");
    PathPattern folders = PathPattern.parse("**/a/".repeat(200) + "b");
    Instant start = Instant.now();

    assertThat(stars.matches("a".repeat(4000), false)).isFalse();
    assertThat(folders.matches("a/".repeat(2000) + "c", false)).isFalse();

    // Backtracking over every star would take longer than the universe is old.
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void theEmptyPathMatchesNothing() {
    assertThat(PathPattern.parse("**").matches("", true)).isFalse();
  }

  @Test
  void aLiteralPathIsTakenToTheLetter() {
    PathPattern pattern = PathPattern.exactly("a/b", "a/b");

    assertThat(pattern.matches("a/b/c", false)).isTrue();
    assertThat(pattern.matches("x/a/b", false)).isFalse();
    assertThat(pattern).isNotEqualTo(PathPattern.parse("a/*"));
  }
}
