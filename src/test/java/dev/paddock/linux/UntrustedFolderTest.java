package dev.paddock.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UntrustedFolderTest {
  @TempDir private Path temporary;
  private Path folder;
  private UntrustedFolder untrusted;

  @BeforeEach
  void open() throws IOException {
    folder = Files.createDirectory(temporary.toRealPath().resolve("folder"));
    untrusted = UntrustedFolder.open(folder);
  }

  @AfterEach
  void close() {
    untrusted.close();
  }

  @Test
  void aFileIsReadAndADirectoryListed() throws Exception {
    Files.createDirectory(folder.resolve("a"));
    Files.writeString(folder.resolve("a/b"), "text");

    assertThat(untrusted.read("a/b", 4)).hasValue("text".getBytes());
    assertThat(untrusted.list("a")).extracting(DirectoryReader.Entry::name).containsExactly("b");
    assertThat(untrusted.status("a").orElseThrow().isDirectory()).isTrue();
  }

  @Test
  void whatIsNotThereIsEmpty() throws Exception {
    Files.writeString(folder.resolve("file"), "");

    assertThat(untrusted.read("none", 1)).isEmpty();
    assertThat(untrusted.read("file/below", 1)).isEmpty();
    assertThat(untrusted.list("none")).isEmpty();
    assertThat(untrusted.list("file")).isEmpty();
    assertThat(untrusted.status("none")).isEmpty();
  }

  @Test
  void noLinkIsFollowedAnywhereAndNothingAboveIsReached() throws Exception {
    Files.writeString(temporary.resolve("secret"), "secret");
    Files.createSymbolicLink(folder.resolve("link"), Path.of("../secret"));
    Files.createSymbolicLink(folder.resolve("up"), Path.of(".."));

    assertThat(untrusted.read("link", 100)).isEmpty();
    assertThat(untrusted.read("up/secret", 100)).isEmpty();
    assertThat(untrusted.read("../secret", 100)).isEmpty();
    assertThat(untrusted.list("up")).isEmpty();
  }

  @Test
  void aFifoIsNotWaitedFor() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", folder + "/fifo").start().waitFor()).isZero();

    assertThat(untrusted.read("fifo", 100)).isEmpty();
    assertThat(untrusted.open("fifo")).isEmpty();
  }

  @Test
  void aFileThatIsTooLargeIsAnError() throws Exception {
    Files.writeString(folder.resolve("large"), "12345");

    assertThatThrownBy(() -> untrusted.read("large", 4)).hasMessageContaining("larger than 4");
  }

  @Test
  void itStaysTheSameFolderWhenItIsRenamed() throws Exception {
    Files.writeString(folder.resolve("x"), "mine");
    Files.move(folder, temporary.resolve("moved"));
    Files.createDirectory(folder);
    Files.writeString(folder.resolve("x"), "other");

    assertThat(untrusted.read("x", 10)).hasValue("mine".getBytes());
  }
}
