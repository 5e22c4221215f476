package dev.paddock.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.paddock.linux.DirectoryReader.Entry;
import dev.paddock.linux.DirectoryReader.Kind;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryReaderTest {
  @TempDir private Path folder;
  private final DirectoryReader reader = new DirectoryReader();

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  void anEmptyDirectoryHasNoEntries() throws Exception {
    assertThat(reader.list(folder.toString())).isEmpty();
  }

  @Test
  void everyKindOfFileIsToldApart() throws Exception {
    Shell.run(folder, ": >file; mkdir directory; ln -s nowhere link; mkfifo pipe");
    assertThat(reader.list(folder.toString()))
        .extracting(Entry::name, Entry::kind)
        .containsExactlyInAnyOrder(
            tuple("file", Kind.FILE),
            tuple("directory", Kind.DIRECTORY),
            tuple("link", Kind.SYMBOLIC_LINK),
            tuple("pipe", Kind.OTHER));
  }

  @Test
  void aSocketIsToldFromOtherThings() throws Exception {
    try (var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(folder.resolve("socket")));
    }
    assertThat(reader.list(folder.toString())).extracting(Entry::kind).containsExactly(Kind.SOCKET);
    assertThat(FileStatus.of(folder + "/socket").isSocket()).isTrue();
  }

  @Test
  void aLinkToADirectoryIsALink() throws Exception {
    Files.createDirectory(folder.resolve("real"));
    Files.createSymbolicLink(folder.resolve("link"), Path.of("real"));
    assertThat(reader.list(folder.toString()))
        .filteredOn(entry -> entry.name().equals("link"))
        .extracting(Entry::kind)
        .containsExactly(Kind.SYMBOLIC_LINK);
  }

  @Test
  void hiddenNamesAreEntriesAsAnyOther() throws Exception {
    Shell.run(folder, ": >.hidden; : >...; : >' '; mkdir ..x");
    assertThat(reader.list(folder.toString()))
        .extracting(Entry::name)
        .containsExactlyInAnyOrder(".hidden", "...", " ", "..x");
  }

  @Test
  void aNameThatIsNotUtf8KeepsItsBytes() throws Exception {
    Shell.run(folder, ": >\"$(printf 'a\\377\\300\\257b')\"");
    List<Entry> entries = reader.list(folder.toString());
    assertThat(entries).hasSize(1);
    assertThat(FileNames.encode(entries.getFirst().name()))
        .isEqualTo(new byte[] {'a', (byte) 0xFF, (byte) 0xC0, (byte) 0xAF, 'b'});
  }

  @Test
  void aDirectoryWhoseNameIsNotUtf8CanBeListed() throws Exception {
    Shell.run(folder, "mkdir \"$(printf 'd\\377')\" && : >\"$(printf 'd\\377')/inner\"");
    String inner = folder + "/" + reader.list(folder.toString()).getFirst().name();
    assertThat(reader.list(inner)).extracting(Entry::name).containsExactly("inner");
  }

  @Test
  void namesOfTheGreatestLengthAreComplete() throws Exception {
    String name = "n".repeat(255);
    Files.createFile(folder.resolve(name));
    assertThat(reader.list(folder.toString())).extracting(Entry::name).containsExactly(name);
  }

  @Test
  void aDirectoryOfManyEntriesIsListedInFull() throws Exception {
    Set<String> expected = new HashSet<>();
    for (int i = 0; i < 3000; i++) {
      String name = "entry-with-a-name-that-fills-the-buffer-several-times-" + i;
      Files.createFile(folder.resolve(name));
      expected.add(name);
    }
    assertThat(reader.list(folder.toString()))
        .extracting(Entry::name)
        .hasSize(3000)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aLinkInTheLastPlaceIsNotFollowed() throws Exception {
    Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("real"));
    assertThatExceptionOfType(LinuxException.class)
        .isThrownBy(() -> reader.list(link.toString()))
        .satisfies(e -> assertThat(e.errno()).isIn(Errno.ENOTDIR, Errno.ELOOP));
  }

  @Test
  void aFileIsNoDirectory() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatExceptionOfType(LinuxException.class)
        .isThrownBy(() -> reader.list(file.toString()))
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ENOTDIR));
  }

  @Test
  void whatIsNotThereIsAnError() {
    assertThatExceptionOfType(LinuxException.class)
        .isThrownBy(() -> reader.list(folder + "/nothing"))
        .withMessageContaining(folder + "/nothing")
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
  }

  @Test
  void theInodeIsTheFiles() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(reader.list(folder.toString()).getFirst().inode())
        .isEqualTo((long) Files.getAttribute(file, "unix:ino"));
  }

  @Test
  void noDescriptorStaysOpen() throws Exception {
    Path nothing = folder.resolve("nothing");
    long before = openDescriptors();
    for (int i = 0; i < 50; i++) {
      reader.list(folder.toString());
      assertThatExceptionOfType(LinuxException.class)
          .isThrownBy(() -> reader.list(nothing.toString()));
    }
    assertThat(openDescriptors()).isLessThan(before + 25);
  }

  private static long openDescriptors() throws Exception {
    try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.count();
    }
  }
}
