package dev.paddock.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustJavaStoreTest {
  private static TrustAuthority first;
  private static TrustAuthority second;

  @TempDir private Path folder;

  @BeforeAll
  static void authorities() throws Exception {
    first = TrustAuthority.named("CN=First");
    second = TrustAuthority.named("CN=Second");
  }

  @Test
  void aStoreHasItsOwnEntriesAndTheNewOne() throws Exception {
    byte[] store = store("JKS", "changeit");
    KeyStore extended = load(TrustJavaStore.with(store, "session", second.certificate()));
    assertThat(Collections.list(extended.aliases())).containsExactlyInAnyOrder("first", "session");
    assertThat(extended.getCertificate("first")).isEqualTo(first.certificate());
    assertThat(extended.getCertificate("session")).isEqualTo(second.certificate());
    assertThat(extended.isCertificateEntry("session")).isTrue();
  }

  @Test
  void anExtendedStoreIsIntactAndADamagedOneIsNot() throws Exception {
    byte[] store = TrustJavaStore.with(store("JKS", "changeit"), "session", second.certificate());
    assertThat(TrustJavaStore.isIntact(store)).isTrue();
    store[store.length / 2] ^= 1;
    assertThat(TrustJavaStore.isIntact(store)).isFalse();
  }

  @Test
  void storesOfJdk9AndLaterAreConverted() throws Exception {
    for (byte[] store : List.of(store("PKCS12", "changeit"), withoutPassword())) {
      assertThat(TrustJavaStore.isJks(store)).isFalse();
      byte[] converted = TrustJavaStore.convert(store);
      assertThat(TrustJavaStore.isIntact(converted)).isTrue();
      assertThat(load(converted).getCertificate("first")).isEqualTo(first.certificate());
    }
  }

  @Test
  void whatIsNoStoreIsAnError() {
    for (byte[] bytes : List.of(new byte[0], new byte[100], "no store at all".getBytes())) {
      assertThat(TrustJavaStore.isJks(bytes)).isFalse();
      assertThatIOException().isThrownBy(() -> TrustJavaStore.convert(bytes));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TrustJavaStore.with(bytes, "a", first.certificate()));
    }
  }

  @Test
  void aConvertedStoreIsKeptForNobodyElse() throws Exception {
    Path cache = folder.resolve("cache");
    byte[] jks = new TrustJavaStoreCache(cache).jks(Path.of("/jdk/cacerts"), withoutPassword());
    assertThat(files(cache)).hasSize(1);
    assertThat(Files.readAllBytes(files(cache).getFirst())).isEqualTo(jks);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
        .isEqualTo("rwx------");
  }

  @Test
  void aKeptStoreIsUsedForTheSameContentOnly() throws Exception {
    TrustJavaStoreCache cache = new TrustJavaStoreCache(folder.resolve("cache"));
    byte[] original = withoutPassword();
    cache.jks(Path.of("/jdk/cacerts"), original);
    Path kept = files(folder.resolve("cache")).getFirst();
    byte[] marked = TrustJavaStore.with(Files.readAllBytes(kept), "marked", second.certificate());
    Files.write(kept, marked);
    assertThat(cache.jks(Path.of("/jdk/cacerts"), original)).isEqualTo(marked);
    byte[] other = cache.jks(Path.of("/jdk/cacerts"), store("PKCS12", "changeit"));
    assertThat(load(other).containsAlias("marked")).isFalse();
    assertThat(files(folder.resolve("cache"))).hasSize(1).doesNotContain(kept);
  }

  @Test
  void aDamagedCopyIsMadeAgain() throws Exception {
    TrustJavaStoreCache cache = new TrustJavaStoreCache(folder.resolve("cache"));
    byte[] original = withoutPassword();
    byte[] jks = cache.jks(Path.of("/jdk/cacerts"), original);
    Files.write(files(folder.resolve("cache")).getFirst(), new byte[] {1, 2, 3});
    assertThat(load(cache.jks(Path.of("/jdk/cacerts"), original)).getCertificate("first"))
        .isEqualTo(load(jks).getCertificate("first"));
  }

  @Test
  void aCacheThatCantBeWrittenCostsNothingButTime() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    byte[] jks = new TrustJavaStoreCache(file).jks(Path.of("/jdk/cacerts"), withoutPassword());
    assertThat(TrustJavaStore.isIntact(jks)).isTrue();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  static KeyStore load(byte[] store) throws Exception {
    KeyStore loaded = KeyStore.getInstance("JKS");
    loaded.load(new ByteArrayInputStream(store), "changeit".toCharArray());
    return loaded;
  }

  private static byte[] store(String type, String password) throws Exception {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    store.setCertificateEntry("first", first.certificate());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    store.store(bytes, password.toCharArray());
    return bytes.toByteArray();
  }

  /** As JDK 18 and later bring theirs. */
  private static byte[] withoutPassword() throws Exception {
    Path store = Files.createTempDirectory("paddock-store").resolve("cacerts");
    Path certificate = store.resolveSibling("first.pem");
    Files.writeString(certificate, first.pem());
    try {
      List<String> line =
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
              "-J-Dkeystore.pkcs12.certProtectionAlgorithm=NONE",
              "-J-Dkeystore.pkcs12.macAlgorithm=NONE",
              "-importcert",
              "-noprompt",
              "-alias",
              "first",
              "-storetype",
              "PKCS12",
              "-storepass",
              "changeit",
              "-file",
              certificate.toString(),
              "-keystore",
              store.toString());
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes());
      assertThat(process.waitFor()).as(output).isZero();
      return Files.readAllBytes(store);
    } finally {
      Files.deleteIfExists(store);
      Files.deleteIfExists(certificate);
      Files.delete(store.getParent());
    }
  }
}
