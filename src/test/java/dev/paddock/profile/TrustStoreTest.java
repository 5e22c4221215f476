package dev.paddock.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustStoreTest {
  private static final byte[] CONTENT = "[files]\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path root;
  private Path file;
  private Path directory;
  private TrustStore store;

  @BeforeEach
  void makeProject() throws IOException {
    file = Files.createDirectories(root.toRealPath().resolve("p")).resolve(".paddock.toml");
    Files.write(file, CONTENT);
    directory = root.toRealPath().resolve("state/trust");
    store = new TrustStore(directory);
  }

  @Test
  void nothingIsTrustedUntilSomebodyTrustsIt() throws IOException {
    assertThat(store.isTrusted(file, CONTENT)).isFalse();
    assertThat(store.list()).isEmpty();
  }

  @Test
  void exactlyTheContentThatWasTrustedIs() throws IOException {
    String hash = store.trust(file);

    assertThat(hash).matches("[0-9a-f]{64}");
    assertThat(store.isTrusted(file, CONTENT)).isTrue();
    assertThat(store.isTrusted(file, "[Files]\n".getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThat(store.isTrusted(file, "[files]\n ".getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThat(store.list()).containsExactly(new TrustedFile(file, hash));
  }

  @Test
  void theSameContentElsewhereIsNotTrusted() throws IOException {
    store.trust(file);
    Path other = Files.createDirectories(root.resolve("q")).resolve(".paddock.toml");

    assertThat(store.isTrusted(other, CONTENT)).isFalse();
  }

  @Test
  void aFolderReachedThroughALinkIsTheSameProject() throws IOException {
    store.trust(file);
    Path link = Files.createSymbolicLink(root.resolve("link"), file.getParent());

    assertThat(store.isTrusted(link.resolve(".paddock.toml"), CONTENT)).isTrue();
  }

  @Test
  void onlyTheOwnerCanReadAndWriteTheRecords() throws IOException {
    store.trust(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(record())))
        .isEqualTo("rw-------");
  }

  @Test
  void aRecordThatOthersCanWriteIsNotBelieved() throws IOException {
    store.trust(file);
    Files.setPosixFilePermissions(record(), PosixFilePermissions.fromString("rw-rw-rw-"));

    assertThatThrownBy(() -> store.isTrusted(file, CONTENT))
        .isInstanceOf(TrustException.class)
        .hasMessageContaining(record().toString());
  }

  @Test
  void aDamagedRecordIsNotTrustAndIsNamed() throws IOException {
    store.trust(file);
    Files.writeString(record(), "paddock-trust 1\nsha256 00");

    assertThatThrownBy(() -> store.isTrusted(file, CONTENT))
        .isInstanceOf(TrustException.class)
        .hasMessageContaining(record().toString())
        .hasMessageContaining("damaged");
    assertThatThrownBy(() -> store.list()).isInstanceOf(TrustException.class);

    assertThat(store.revoke(file)).isTrue();
    assertThat(store.isTrusted(file, CONTENT)).isFalse();
  }

  @Test
  void aRecordOfAnotherFileUnderThisNameIsNotTrust() throws IOException {
    store.trust(file);
    String text = Files.readString(record());
    Files.writeString(record(), text.replace("/p/.paddock.toml", "/x/.paddock.toml"));

    assertThat(store.isTrusted(file, CONTENT)).isFalse();
  }

  @Test
  void aRevokedFileIsNotTrusted() throws IOException {
    store.trust(file);

    assertThat(store.revoke(file)).isTrue();
    assertThat(store.revoke(file)).isFalse();
    assertThat(store.isTrusted(file, CONTENT)).isFalse();
  }

  @Test
  void aLinkIsNeverTrusted() throws IOException {
    Path link = Files.createSymbolicLink(root.resolve("link.toml"), file);

    assertThatThrownBy(() -> store.trust(link)).hasMessageContaining("symbolic link");
  }

  @Test
  void trustingAgainReplacesTheRecordAndLeavesNoOtherFile() throws IOException {
    store.trust(file);
    Files.writeString(file, "# new\n");
    store.trust(file);

    assertThat(store.isTrusted(file, CONTENT)).isFalse();
    assertThat(store.isTrusted(file, Files.readAllBytes(file))).isTrue();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aProfileWhoseTrustCannotBeReadIsRefused() throws Exception {
    ProfileFolders folders = new ProfileFolders(Files.createDirectory(root.resolve("all")));
    folders.trusted("[files]\n");
    directory = folders.state.resolve("trust");
    Files.writeString(record(), "?");

    assertThat(folders.problems())
        .singleElement()
        .asString()
        .contains("counts as not trusted", record().toString());
  }

  private Path record() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.findFirst().orElseThrow();
    }
  }
}
