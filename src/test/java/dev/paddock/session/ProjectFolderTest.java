package dev.paddock.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectFolderTest {
  private static final Path ELSEWHERE = Path.of("/home/u");
  @TempDir private Path folder;
  private Path home;

  @BeforeEach
  void makeHome() throws Exception {
    folder = folder.toRealPath();
    home = Files.createDirectory(folder.resolve("home"));
  }

  @Test
  void aFolderWithoutAGitFolderIsItsOwnProject() throws Exception {
    Path inner = Files.createDirectories(home.resolve("src/a/b"));
    assertThat(ProjectFolder.find(inner, home)).isEqualTo(inner);
  }

  @Test
  void theFolderThatHoldsAGitFolderIsTheProjectOfAllBelowIt() throws Exception {
    Path inner = Files.createDirectories(home.resolve("src/a/b"));
    Files.createDirectory(home.resolve("src/.git"));
    assertThat(ProjectFolder.find(inner, home)).isEqualTo(home.resolve("src"));
  }

  @Test
  void theNearestGitFolderCounts() throws Exception {
    Path inner = Files.createDirectories(home.resolve("src/a/b"));
    Files.createDirectory(home.resolve("src/.git"));
    Files.createDirectory(home.resolve("src/a/.git"));
    assertThat(ProjectFolder.find(inner, home)).isEqualTo(home.resolve("src/a"));
  }

  @Test
  void theGitFileOfALinkedWorktreeCountsToo() throws Exception {
    Path inner = Files.createDirectories(home.resolve("src/a"));
    Files.writeString(home.resolve("src/.git"), "gitdir: elsewhere");
    assertThat(ProjectFolder.find(inner, home)).isEqualTo(home.resolve("src"));
  }

  @Test
  void homeIsNoProjectThoughItHoldsAGitFolder() throws Exception {
    Files.createDirectory(home.resolve(".git"));
    Path inner = Files.createDirectories(home.resolve("src"));
    assertThat(ProjectFolder.find(inner, home)).isEqualTo(inner);
    assertRefused(home, home, "your home directory");
  }

  @Test
  void aFolderAboveHomeIsNoProjectThoughItHoldsAGitFolder() throws Exception {
    Files.createDirectory(folder.resolve(".git"));
    Path inner = Files.createDirectories(home.resolve("src"));
    assertThat(ProjectFolder.find(inner, home)).isEqualTo(inner);
    assertRefused(folder, home, "your home directory");
    assertRefused(Path.of("/"), home, "your home directory");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".ssh",
        ".gnupg",
        ".aws",
        ".kube",
        ".docker",
        ".password-store",
        ".config",
        ".local"
      })
  void aFolderOfHomeThatHoldsKeysOrRunsOutsideIsRefused(String name) throws Exception {
    Path keys = Files.createDirectories(home.resolve(name).resolve("inner"));
    assertRefused(keys, home, "~/" + name);
    assertRefused(keys.getParent(), home, "~/" + name);
  }

  @Test
  void aGitFolderInAFolderWithKeysDoesNotMakeItAProject() throws Exception {
    Path keys = Files.createDirectories(home.resolve(".ssh/inner"));
    Files.createDirectory(home.resolve(".ssh/.git"));
    assertRefused(keys, home, "~/.ssh");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/bin",
        "/boot",
        "/dev",
        "/etc",
        "/etc/x",
        "/lib",
        "/proc",
        "/proc/self",
        "/run",
        "/run/x/y",
        "/sbin",
        "/sys",
        "/usr",
        "/usr/local/x",
        "/tmp",
        "/var/tmp",
        "/var",
        "/home",
        "/opt",
        "/srv",
        "/mnt",
        "/media",
        "/dev/shm/x"
      })
  void aFolderOfTheSystemIsRefused(String path) {
    assertThatExceptionOfType(SessionException.class)
        .isThrownBy(() -> ProjectFolder.find(Path.of(path), ELSEWHERE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/tmp/x",
        "/var/tmp/x",
        "/srv/x",
        "/opt/x",
        "/mnt/x",
        "/media/x/y",
        "/var/www/x",
        "/home/u/src",
        "/usr/src/app",
        "/etcetera",
        "/binary/x",
        "/home/u/.configuration"
      })
  void anOrdinaryFolderIsAccepted(String path) throws Exception {
    assertThat(ProjectFolder.find(Path.of(path), ELSEWHERE)).isEqualTo(Path.of(path));
  }

  @Test
  void aRefusalNamesTheFolderAndTheRemedy() {
    assertThatExceptionOfType(SessionException.class)
        .isThrownBy(() -> ProjectFolder.find(Path.of("/etc/x"), ELSEWHERE))
        .withMessage("/etc/x is a folder of the system. Change into the folder of a project.");
  }

  private static void assertRefused(Path workingDirectory, Path home, String reason) {
    assertThatExceptionOfType(SessionException.class)
        .isThrownBy(() -> ProjectFolder.find(workingDirectory, home))
        .withMessageContaining(reason);
  }
}
