package dev.paddock.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaddockFoldersTest {
  private static final Path HOME = Path.of("/home/u");
  @TempDir private Path folder;

  @Test
  void theFoldersAreThoseOfTheXdgSpecification() {
    assertThat(PaddockFolders.of(HOME, Map.of()))
        .isEqualTo(
            new PaddockFolders(
                Path.of("/home/u/.config/paddock"),
                Path.of("/home/u/.local/state/paddock"),
                Path.of("/home/u/.local/share/paddock")));
  }

  @Test
  void theVariablesOfTheXdgSpecificationCount() {
    assertThat(
            PaddockFolders.of(
                HOME,
                Map.of(
                    "XDG_CONFIG_HOME", "/c", "XDG_STATE_HOME", "/s/", "XDG_DATA_HOME", "/d/../e")))
        .isEqualTo(
            new PaddockFolders(
                Path.of("/c/paddock"), Path.of("/s/paddock"), Path.of("/e/paddock")));
  }

  @Test
  void aVariableThatIsNotAbsoluteDoesNotCount() {
    Map<String, String> environment =
        Map.of("XDG_CONFIG_HOME", "", "XDG_STATE_HOME", "state", "XDG_DATA_HOME", "./d");
    assertThat(PaddockFolders.of(HOME, environment)).isEqualTo(PaddockFolders.of(HOME, Map.of()));
  }

  @Test
  void theStageIsAnEmptyFolderThatOnlyItsOwnerCanLookInto() throws Exception {
    PaddockFolders folders = PaddockFolders.of(folder, Map.of());
    Path stage = folders.stage();
    assertThat(stage).isEmptyDirectory().startsWith(folders.data());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(stage)))
        .isEqualTo("rwx------");
    assertThat(folders.stage()).isEqualTo(stage);
  }
}
