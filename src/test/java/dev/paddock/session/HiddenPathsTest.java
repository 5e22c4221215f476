package dev.paddock.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.sandbox.SandboxRequest.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HiddenPathsTest {
  private static final Path PROJECT = Path.of("/home/u/src/p");
  private static final Path HOME = Path.of("/home/u");
  @TempDir private Path folder;

  @Test
  void aBareNameIsHiddenAnywhereInTheProject() {
    HiddenPaths hidden = hidden(".env");
    assertThat(hidden.matches("/home/u/src/p/.env", false)).isTrue();
    assertThat(hidden.matches("/home/u/src/p/a/b/.env", false)).isTrue();
  }

  @Test
  void aBareNameIsNotHiddenOutsideOfTheProject() {
    HiddenPaths hidden = hidden(".env");
    assertThat(hidden.matches("/home/u/.env", false)).isFalse();
    assertThat(hidden.matches("/home/u/src/p2/.env", false)).isFalse();
    assertThat(hidden.matches("/home/u/src/.env", false)).isFalse();
  }

  @Test
  void aPatternOfHomeIsRelativeToHome() {
    HiddenPaths hidden = hidden("~/exports/*.csv");
    assertThat(hidden.matches("/home/u/exports/a.csv", false)).isTrue();
    assertThat(hidden.matches("/home/u/src/p/exports/a.csv", false)).isFalse();
    assertThat(hidden.matches("/home/u2/exports/a.csv", false)).isFalse();
  }

  @Test
  void aPatternOfTheRootIsAbsolute() {
    HiddenPaths hidden = hidden("/data/**/key");
    assertThat(hidden.matches("/data/a/b/key", false)).isTrue();
    assertThat(hidden.matches("/home/u/src/p/data/a/key", false)).isFalse();
  }

  @Test
  void theBaseItselfIsNeverHidden() {
    HiddenPaths hidden = hidden("*", "~/*", "/*");
    assertThat(hidden("*").matches("/home/u/src/p", true)).isFalse();
    assertThat(hidden("~/*").matches("/home/u", true)).isFalse();
    assertThat(hidden.matches("/", true)).isFalse();
  }

  @Test
  void aPatternOfFoldersHidesNoFile() {
    assertThat(hidden("build/").matches("/home/u/src/p/build", false)).isFalse();
    assertThat(hidden("build/").matches("/home/u/src/p/build", true)).isTrue();
  }

  @Test
  void withoutPatternsNothingIsHidden() throws Exception {
    Files.createFile(folder.resolve("a"));
    assertThat(hidden().matches("/home/u/src/p/.env", false)).isFalse();
    assertThat(hidden().below(folder, folder)).isEmpty();
  }

  @Test
  void everythingThatMatchesInAFolderIsFoundButNothingBelowAMatch() throws Exception {
    Files.createDirectories(folder.resolve("secrets/inner"));
    Files.createFile(folder.resolve("secrets/inner/key"));
    Files.createDirectories(folder.resolve("a/b"));
    Files.createFile(folder.resolve("a/b/key"));
    Files.createFile(folder.resolve("a/other"));
    HiddenPaths hidden = new HiddenPaths(Rules.hide("secrets", "key"), folder, HOME);
    assertThat(hidden.below(folder, folder))
        .containsExactlyInAnyOrder(
            new Place(folder + "/secrets", true), new Place(folder + "/a/b/key", false));
  }

  @Test
  void aGrantThatIsHiddenItselfIsFound() throws Exception {
    Path file = Files.createFile(folder.resolve("key"));
    HiddenPaths hidden = new HiddenPaths(Rules.hide("key"), folder, HOME);
    assertThat(hidden.below(file, file)).isEqualTo(List.of(new Place(file.toString(), false)));
  }

  @Test
  void aLinkIsNotMaskedAndNotFollowed() throws Exception {
    Files.createDirectory(folder.resolve("real"));
    Files.createFile(folder.resolve("real/key"));
    Files.createSymbolicLink(folder.resolve("key"), Path.of("real/key"));
    Files.createSymbolicLink(folder.resolve("again"), Path.of("real"));
    HiddenPaths hidden = new HiddenPaths(Rules.hide("key"), folder, HOME);
    assertThat(hidden.below(folder, folder))
        .containsExactly(new Place(folder + "/real/key", false));
  }

  @Test
  void aNameThatIsNotUtf8IsFoundAsAnyOther() throws Exception {
    Process shell =
        new ProcessBuilder("/bin/sh", "-c", ": >\"$(printf 'a\\377.key')\"")
            .directory(folder.toFile())
            .start();
    assertThat(shell.waitFor()).isZero();
    HiddenPaths hidden = new HiddenPaths(Rules.hide("*.key"), folder, HOME);
    assertThat(hidden.below(folder, folder))
        .containsExactly(new Place(folder + "/a\uDCFF.key", false));
  }

  private static HiddenPaths hidden(String... patterns) {
    return new HiddenPaths(Rules.hide(patterns), PROJECT, HOME);
  }
}
