package dev.paddock.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStatusTest {
  @TempDir private Path folder;

  @Test
  void aRegularFileIsOne() throws Exception {
    FileStatus status = FileStatus.of(Files.createFile(folder.resolve("file")).toString());
    assertThat(status.isRegularFile()).isTrue();
    assertThat(status.isDirectory()).isFalse();
    assertThat(status.isSymbolicLink()).isFalse();
  }

  @Test
  void aDirectoryIsOne() throws Exception {
    FileStatus status = FileStatus.of(folder.toString());
    assertThat(status.isDirectory()).isTrue();
    assertThat(status.isRegularFile()).isFalse();
  }

  @Test
  void aLinkIsNotFollowed() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    FileStatus status = FileStatus.of(link.toString());
    assertThat(status.isSymbolicLink()).isTrue();
    assertThat(status.isDirectory()).isFalse();
  }

  @Test
  void aPipeIsNoneOfThese() throws Exception {
    Shell.run(folder, "mkfifo pipe");
    FileStatus status = FileStatus.of(folder + "/pipe");
    assertThat(status.isRegularFile() || status.isDirectory() || status.isSymbolicLink()).isFalse();
  }

  @Test
  void aLinkThatLeadsNowhereHasAStatus() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("nowhere"));
    assertThat(FileStatus.of(link.toString()).isSymbolicLink()).isTrue();
  }

  @Test
  void sizeOwnerLinksPermissionsAndIdentityAreThoseThatJavaTells() throws Exception {
    Path file = Files.write(folder.resolve("file"), new byte[12345]);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-x--x"));
    Files.createLink(folder.resolve("second"), file);
    FileStatus status = FileStatus.of(file.toString());
    assertThat(status.size()).isEqualTo(12345);
    assertThat(status.links()).isEqualTo(2);
    assertThat(status.mode() & 07777).isEqualTo(0651);
    assertThat(status.uid()).isEqualTo(Files.getAttribute(file, "unix:uid"));
    assertThat(status.inode()).isEqualTo(Files.getAttribute(file, "unix:ino"));
    assertThat(status.changed())
        .isEqualTo(((FileTime) Files.getAttribute(file, "unix:ctime")).to(TimeUnit.NANOSECONDS));
  }

  @Test
  void twoNamesOfOneFileHaveOneIdentity() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    Path second = Files.createLink(folder.resolve("second"), file);
    FileStatus one = FileStatus.of(file.toString());
    FileStatus two = FileStatus.of(second.toString());
    assertThat(two.inode()).isEqualTo(one.inode());
    assertThat(two.device()).isEqualTo(one.device());
  }

  @Test
  void aFileSystemOfItsOwnIsAnotherDevice() throws Exception {
    assertThat(FileStatus.of("/proc").device()).isNotEqualTo(FileStatus.of(folder + "").device());
  }

  @Test
  void aNameThatIsNotUtf8HasAStatus() throws Exception {
    Shell.run(folder, "printf 12345 >\"$(printf 'a\\377')\"");
    String name = FileNames.decode(new byte[] {'a', (byte) 0xFF});
    assertThat(FileStatus.of(folder + "/" + name).size()).isEqualTo(5);
  }

  @Test
  void whatIsNotThereIsAnErrorThatNamesIt() {
    assertThatExceptionOfType(LinuxException.class)
        .isThrownBy(() -> FileStatus.of(folder + "/nothing"))
        .withMessageContaining(folder + "/nothing")
        .withMessageContaining("ENOENT")
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
  }
}
