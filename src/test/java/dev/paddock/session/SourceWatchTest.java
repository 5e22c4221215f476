package dev.paddock.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceWatchTest {
  @TempDir private Path folder;
  private Path root;
  private Path source;
  private Path checkout;
  private Path mark;

  @BeforeEach
  void makeCheckout() throws Exception {
    root = folder.resolve("root");
    source = Files.createDirectories(root.resolve("src/main/java")).resolve("A.java");
    Files.writeString(source, "class A {}");
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    checkout = Files.createDirectory(folder.resolve("checkout"));
    mark = checkout.resolve("changed-by-session");
  }

  @Test
  void aSessionThatCanWriteTheSourcesIsMarkedWhileItRuns() throws Exception {
    assertThat(start(root)).isPresent();
    assertThat(mark).exists();
  }

  @Test
  void aSessionThatCanWriteAPartOfTheCheckoutIsMarkedToo() throws Exception {
    assertThat(start(root.resolve("src"))).isPresent();
    assertThat(mark).exists();
  }

  @Test
  void aSessionThatCanWriteAFolderAroundTheCheckoutIsMarkedToo() throws Exception {
    assertThat(start(folder)).isPresent();
  }

  @Test
  void aSessionElsewhereIsNotMarked() throws Exception {
    assertThat(start(folder.resolve("root-2"))).isEmpty();
    assertThat(mark).doesNotExist();
  }

  @Test
  void withoutALauncherThereIsNothingToWatch() throws Exception {
    Launcher none =
        new Launcher(Path.of("java"), Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(SourceWatch.start(none, List.of(root))).isEmpty();
  }

  @Test
  void theMarkGoesIfNothingHasChanged() throws Exception {
    SourceWatch watch = start(root).orElseThrow();
    Files.writeString(root.resolve("README.md"), "not a source");
    assertThat(watch.end()).isFalse();
    assertThat(mark).doesNotExist();
  }

  @Test
  void theMarkGoesIfAChangeWasUndone() throws Exception {
    SourceWatch watch = start(root).orElseThrow();
    Files.writeString(source, "class B {}");
    Files.writeString(source, "class A {}");
    assertThat(watch.end()).isFalse();
  }

  @Test
  void theMarkStaysIfASourceHasChanged() throws Exception {
    SourceWatch watch = start(root).orElseThrow();
    Files.writeString(source, "class B {}");
    assertThat(watch.end()).isTrue();
    assertThat(mark).exists();
  }

  @Test
  void theMarkStaysIfTheBuildHasChanged() throws Exception {
    SourceWatch watch = start(root).orElseThrow();
    Files.writeString(root.resolve("pom.xml"), "<project><evil/></project>");
    assertThat(watch.end()).isTrue();
  }

  @Test
  void theMarkStaysIfASourceIsNewRenamedOrGone() throws Exception {
    SourceWatch added = start(root).orElseThrow();
    Path second = Files.writeString(source.resolveSibling("B.java"), "class B {}");
    assertThat(added.end()).isTrue();
    Files.delete(mark);

    SourceWatch renamed = start(root).orElseThrow();
    Files.move(second, second.resolveSibling("C.java"));
    assertThat(renamed.end()).isTrue();
    Files.delete(mark);

    SourceWatch removed = start(root).orElseThrow();
    Files.delete(second.resolveSibling("C.java"));
    assertThat(removed.end()).isTrue();
    assertThat(mark).exists();
  }

  @Test
  void aLinkToASourceElsewhereIsAChange() throws Exception {
    SourceWatch watch = start(root).orElseThrow();
    Path evil = Files.writeString(root.resolve("Evil.java"), "class Evil {}");
    Files.createSymbolicLink(source.resolveSibling("Evil.java"), evil);
    assertThat(watch.end()).isTrue();
  }

  @Test
  void theMarkOfAnEarlierSessionIsNotTakenAway() throws Exception {
    Files.writeString(mark, "left by a session that was killed");
    assertThat(start(root)).isEmpty();
    assertThat(mark).hasContent("left by a session that was killed");
  }

  private Optional<SourceWatch> start(Path writable) throws Exception {
    Launcher launcher =
        new Launcher(Path.of("java"), Optional.of(root), Optional.of(checkout), Optional.empty());
    return SourceWatch.start(launcher, List.of(writable));
  }
}
