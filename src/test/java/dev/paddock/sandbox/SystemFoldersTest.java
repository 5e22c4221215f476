package dev.paddock.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.linux.FileStatus;
import dev.paddock.sandbox.SandboxRequest.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SystemFoldersTest {
  private static final List<String> NEVER =
      List.of(
          "/",
          "/root",
          "/home",
          "/run",
          "/var",
          "/srv",
          "/mnt",
          "/media",
          "/boot",
          "/tmp",
          "/dev",
          "/proc",
          "/sys",
          "/var/run",
          "/var/lib",
          "/var/log",
          "/var/spool");

  private static SystemFolders folders;

  @BeforeAll
  static void look() throws IOException {
    folders = SystemFolders.read();
  }

  @Test
  void programsAndSettingsOfTheSystemAreThere() {
    assertThat(folders.mounts()).extracting(Mount::target).contains("/usr", "/etc", "/bin");
  }

  @Test
  void nothingElseOfTheRootIsThere() {
    assertThat(folders.mounts()).extracting(Mount::target).doesNotContainAnyElementsOf(NEVER);
  }

  @Test
  void nothingOfTheSystemCanBeWritten() {
    assertThat(folders.mounts())
        .allSatisfy(
            mount -> assertThat(mount).isInstanceOfAny(Mount.ReadOnly.class, Mount.Link.class));
  }

  @Test
  void everyFolderExistsAndIsAtItsOwnPlace() {
    assertThat(folders.mounts())
        .allSatisfy(
            mount -> {
              switch (mount) {
                case Mount.ReadOnly(String source, String target) -> {
                  assertThat(source).isEqualTo(target);
                  assertThat(Path.of(source)).exists();
                }
                case Mount.Link(String content, String target) ->
                    assertThat(Files.readSymbolicLink(Path.of(target))).hasToString(content);
                default -> throw new AssertionError(mount);
              }
            });
  }

  @Test
  void everyDeniedPlaceExistsAndIsWhatItIsSaidToBe() {
    assertThat(folders.denied())
        .allSatisfy(
            place -> {
              Path path = Path.of(place.path());
              assertThat(path).exists();
              assertThat(Files.isDirectory(path)).isEqualTo(place.directory());
            });
  }

  @Test
  void whatTheTableDeniesIsDeniedWhereItExists() {
    for (String path : List.of("/proc/kcore", "/proc/keys", "/proc/kallsyms")) {
      if (Files.exists(Path.of(path))) {
        assertThat(folders.denied()).extracting(Place::path).contains(path);
      }
    }
  }

  @Test
  void aFileOfEtcThatOnlySomeMayReadIsDeniedToWhoeverCan() throws IOException {
    try (var files = Files.walk(Path.of("/etc"), 1)) {
      for (Path file :
          files.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS)).toList()) {
        boolean forAll = (FileStatus.of(file.toString()).mode() & 04) != 0;
        boolean denied = folders.denied().contains(new Place(file.toString(), false));
        assertThat(denied).as(file.toString()).isEqualTo(!forAll && Files.isReadable(file));
      }
    }
  }

  @Test
  void nothingIsDeniedBelowWhatIsDenied() {
    for (Place outer : folders.denied()) {
      assertThat(folders.denied())
          .extracting(Place::path)
          .noneMatch(path -> path.startsWith(outer.path() + "/"));
    }
  }
}
