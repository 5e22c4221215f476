package dev.paddock.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.sandbox.SandboxRequest.Cover;
import dev.paddock.sandbox.SandboxRequest.Identity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadOnlyPathsTest {
  private static final Identity ANY = new Identity(1, 1);

  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void make() throws Exception {
    folder = temporary.toRealPath();
    Files.createDirectories(folder.resolve("a/b/live"));
    Files.createFile(folder.resolve("a/b/live/f"));
    Files.createFile(folder.resolve("a/b/other"));
  }

  @Test
  void whatMatchesIsSealedAndTheFoldersAboveItArePinned() throws Exception {
    assertThat(names(added("/a/b/live/", List.of())))
        .containsExactlyInAnyOrder("Seal a/b/live", "Pin a/b", "Pin a");
  }

  @Test
  void whatIsClosedIsNotMadeWritableByAPin() throws Exception {
    assertThat(names(added("/a/b/live/", List.of(new Cover.Seal("a", ANY)))))
        .containsExactlyInAnyOrder("Seal a", "Seal a/b/live");
    assertThat(names(added("/a/b/other", List.of(new Cover.Mask("a/b", true)))))
        .containsExactlyInAnyOrder("Mask a/b", "Seal a/b/other", "Pin a");
  }

  @Test
  void whatWasWritableInSomethingElsesSealIsNotInThis() throws Exception {
    assertThat(
            names(
                added("/a/", List.of(new Cover.Reopen("a/b/live"), new Cover.Reopen("elsewhere")))))
        .containsExactlyInAnyOrder("Seal a", "Reopen elsewhere");
  }

  @Test
  void ofALinkWhatItLeadsToIsSealed() throws Exception {
    Files.createSymbolicLink(folder.resolve("link"), Path.of("a/b/other"));
    Files.createSymbolicLink(folder.resolve("out"), Path.of("/etc/hostname"));

    assertThat(names(added("/link", List.of())))
        .containsExactlyInAnyOrder("Seal a/b/other", "Pin a", "Pin a/b");
    assertThat(names(added("/out", List.of()))).isEmpty();
  }

  @Test
  void withoutAMatchNothingChanges() throws Exception {
    List<Cover> covers = List.of(new Cover.Pin("a"));
    assertThat(added("/none", covers)).isSameAs(covers);
  }

  private List<Cover> added(String pattern, List<Cover> covers) throws Exception {
    return new ReadOnlyPaths(Rules.hide(folder + pattern), folder, folder).added(folder, covers);
  }

  private static List<String> names(List<Cover> covers) {
    return covers.stream()
        .map(cover -> cover.getClass().getSimpleName() + " " + cover.path())
        .toList();
  }
}
