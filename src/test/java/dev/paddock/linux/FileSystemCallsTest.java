package dev.paddock.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSystemCallsTest {
  private static final String NO_TEXT = "\uDCFFname";
  @TempDir private Path folder;

  @Test
  void aRenameReplacesNothing() throws Exception {
    Path from = Files.writeString(folder.resolve("from"), "new");
    Path to = Files.writeString(folder.resolve("to"), "old");
    assertThatExceptionOfType(LinuxException.class)
        .isThrownBy(() -> FileSystemCalls.rename(from.toString(), to.toString()))
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EEXIST));
    assertThat(to).hasContent("old");
    assertThat(from).hasContent("new");
  }

  @Test
  void aRenameOntoALinkThatLeadsNowhereReplacesNothing() throws Exception {
    Path from = Files.writeString(folder.resolve("from"), "new");
    Path to = Files.createSymbolicLink(folder.resolve("to"), folder.resolve("nowhere"));
    assertThatExceptionOfType(LinuxException.class)
        .isThrownBy(() -> FileSystemCalls.rename(from.toString(), to.toString()));
    assertThat(to).isSymbolicLink();
    assertThat(folder.resolve("nowhere")).doesNotExist();
  }

  @Test
  void aLinkIsRenamedItself() throws Exception {
    Path target = Files.writeString(folder.resolve("target"), "x");
    Path from = Files.createSymbolicLink(folder.resolve("from"), target);
    FileSystemCalls.rename(from.toString(), folder + "/to");
    assertThat(Files.isSymbolicLink(folder.resolve("to"))).isTrue();
    assertThat(target).exists();
  }

  @Test
  void namesThatAreNotUtf8CanBeMadeRenamedAndRemoved() throws Exception {
    FileSystemCalls.makeDirectory(folder + "/" + NO_TEXT, 0700);
    FileSystemCalls.rename(folder + "/" + NO_TEXT, folder + "/" + NO_TEXT + "2");
    assertThat(Shell.run(folder, "ls | od -An -tx1").strip()).startsWith("ff 6e 61 6d 65 32");
    FileSystemCalls.remove(folder + "/" + NO_TEXT + "2", true);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void removingALinkLeavesItsTarget() throws Exception {
    Path target = Files.createDirectory(folder.resolve("target"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    FileSystemCalls.remove(link.toString(), false);
    assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(target).isDirectory();
  }

  @Test
  void aDirectoryThatIsNotEmptyStays() throws Exception {
    Path inner = Files.createFile(Files.createDirectory(folder.resolve("d")).resolve("f"));
    assertThatExceptionOfType(LinuxException.class)
        .isThrownBy(() -> FileSystemCalls.remove(folder + "/d", true));
    assertThat(inner).exists();
  }

  @Test
  void aDirectoryIsNotMadeWhereOneIs() {
    assertThatExceptionOfType(LinuxException.class)
        .isThrownBy(() -> FileSystemCalls.makeDirectory(folder.toString(), 0700))
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EEXIST));
  }
}
