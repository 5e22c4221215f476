package dev.paddock.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.certificates.TrustPlan.Layer;
import dev.paddock.certificates.TrustPlan.TrustFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine of folders and links in a temporary folder, and what is planned for it. */
class TrustStoresTest {
  private static TrustAuthority session;
  private static String sessionPem;
  private static TrustAuthority public1;
  private static TrustAuthority corporate;

  @TempDir private Path temporary;
  private Path folder;
  private final List<Path> bundles = new ArrayList<>();
  private final List<Path> directories = new ArrayList<>();
  private final List<Path> javaHomes = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();

  @BeforeAll
  static void authorities() throws Exception {
    session = TrustAuthority.named("CN=Paddock session");
    sessionPem = session.pem();
    public1 = TrustAuthority.named("CN=Public");
    corporate = TrustAuthority.named("CN=Corporate");
  }

  @BeforeEach
  void realPath() throws Exception {
    folder = temporary.toRealPath();
  }

  @Test
  void onDebianTheBundleTheHashAndJavasStoreLieInOneLayer() throws Exception {
    Path certs = Files.createDirectories(folder.resolve("etc/ssl/certs"));
    Path bundle = write(certs.resolve("ca-certificates.crt"), public1.pem());
    Path java = Files.createDirectories(certs.resolve("java")).resolve("cacerts");
    Files.write(java, javaStore());
    Path home = jdk("jdk", java);
    bundles.add(bundle);
    directories.add(certs);
    TrustPlan plan = plan();
    Layer layer = plan.layers().getFirst();
    assertThat(plan.layers()).hasSize(1);
    assertThat(layer.directory()).isEqualTo(certs.toString());
    assertThat(layer.replaced())
        .extracting(TrustFile::path)
        .containsExactlyInAnyOrder(bundle.toString(), java.toString());
    assertThat(layer.added())
        .extracting(TrustFile::path)
        .containsExactly(certs + "/" + TrustSubjectHash.of(session.certificate()) + ".0");
    assertThat(certificates(file(layer.files(), bundle.toString())))
        .containsExactly(public1, session);
    assertThat(certificates(layer.added().getFirst().content())).containsExactly(session);
    assertThat(trustedBy(file(layer.files(), java.toString()))).contains(public1, session);
    assertThat(plan.environment()).containsEntry("REQUESTS_CA_BUNDLE", bundle.toString());
    assertThat(plan.notices()).isEmpty();
    assertThat(home).exists();
  }

  @Test
  void onFedoraLinksLeadToOneFileThatIsExtendedOnce() throws Exception {
    Path real = folder.resolve("etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem");
    Files.createDirectories(real.getParent());
    write(real, public1.pem());
    Path certs = Files.createDirectories(folder.resolve("etc/pki/tls/certs"));
    Path link = Files.createSymbolicLink(certs.resolve("ca-bundle.crt"), real);
    bundles.addAll(List.of(folder.resolve("etc/missing.crt"), link, real));
    directories.add(certs);
    TrustPlan plan = plan();
    assertThat(plan.files().stream().filter(file -> file.path().equals(real.toString())))
        .hasSize(1);
    assertThat(certificates(file(plan.files(), real.toString()))).containsExactly(public1, session);
    assertThat(plan.layers().getFirst().replaced()).isEmpty();
    assertThat(plan.environment()).containsEntry("AWS_CA_BUNDLE", real.toString());
  }

  @Test
  void withoutLayersExistingFilesAreStillReplaced() throws Exception {
    Path certs = Files.createDirectories(folder.resolve("certs"));
    Path bundle = write(certs.resolve("ca.crt"), public1.pem());
    bundles.add(bundle);
    directories.add(certs);
    TrustPlan plan = plan().withoutLayers();
    assertThat(plan.layers()).isEmpty();
    assertThat(plan.files())
        .extracting(TrustFile::path)
        .containsExactlyInAnyOrder(TrustStores.AUTHORITY, bundle.toString());
  }

  @Test
  void aMachineWithoutCertificatesGetsThoseOfTheJdk() throws Exception {
    TrustPlan plan = plan();
    String bundle = plan.environment().get("REQUESTS_CA_BUNDLE");
    assertThat(bundle).isEqualTo(TrustStores.OWN_BUNDLE);
    assertThat(certificates(file(plan.files(), bundle))).contains(session).hasSizeGreaterThan(20);
    assertThat(certificates(file(plan.files(), plan.environment().get("NODE_EXTRA_CA_CERTS"))))
        .containsExactly(session);
  }

  @Test
  void aHashThatIsTakenIsNumbered() throws Exception {
    String hash = TrustSubjectHash.of(session.certificate());
    Path certs = Files.createDirectories(folder.resolve("certs"));
    write(certs.resolve(hash + ".0"), corporate.pem());
    directories.add(certs);
    assertThat(plan().layers().getFirst().added().getFirst().path())
        .isEqualTo(certs + "/" + hash + ".1");
  }

  @Test
  void everyJdkTrustsTheSession() throws Exception {
    Path eight = folder.resolve("jdk8");
    Files.createDirectories(eight.resolve("jre/lib/security"));
    Path cacerts = eight.resolve("jre/lib/security/cacerts");
    Files.write(cacerts, javaStore());
    Path own = Files.write(folder.resolve("own-cacerts"), javaStore());
    jdk("jdk25", own);
    Path preferred = folder.resolve("jdk25/lib/security/jssecacerts");
    Files.write(preferred, javaStore());
    javaHomes.add(eight);
    TrustPlan plan = plan();
    for (Path store : List.of(cacerts, own, preferred)) {
      assertThat(trustedBy(file(plan.files(), store.toString()))).contains(public1, session);
    }
  }

  @Test
  void aJavaStoreThatCantBeReadIsLeftAloneAndTold() throws Exception {
    Path broken = write(folder.resolve("broken"), "no store");
    jdk("jdk", broken);
    TrustPlan plan = plan();
    assertThat(plan.files()).extracting(TrustFile::path).doesNotContain(broken.toString());
    assertThat(plan.notices())
        .singleElement()
        .asString()
        .contains("can't be read as a trust store");
  }

  @Test
  void whatTheCallerChoseIsKeptWithTheSessionAndWithoutKeys() throws Exception {
    bundles.add(write(folder.resolve("system.crt"), public1.pem()));
    Path own =
        write(
            folder.resolve("own.pem"),
            corporate.pem() + "-----BEGIN PRIVATE KEY-----\nSECRET\n-----END PRIVATE KEY-----\n");
    for (String name : List.of("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS")) {
      environment.put(name, own.toString());
    }
    TrustPlan plan = plan();
    for (String name : environment.keySet()) {
      byte[] content = file(plan.files(), plan.environment().get(name));
      assertThat(certificates(content)).containsExactly(corporate, session);
      assertThat(new String(content, StandardCharsets.US_ASCII)).doesNotContain("SECRET");
    }
  }

  @Test
  void aVariableThatLeadsToTheSystemsBundleStaysThere() throws Exception {
    Path bundle = write(folder.resolve("system.crt"), public1.pem());
    bundles.add(bundle);
    Path link = Files.createSymbolicLink(folder.resolve("link.crt"), bundle);
    environment.put("CURL_CA_BUNDLE", link.toString());
    assertThat(plan().environment()).containsEntry("CURL_CA_BUNDLE", bundle.toString());
  }

  @Test
  void variablesOfProgramsThatFindTheSystemsBundleAreNotInvented() {
    assertThat(plan().environment())
        .doesNotContainKeys("SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE", "GIT_SSL_CAINFO")
        .containsEntry("UV_NATIVE_TLS", "true");
  }

  @Test
  void aFileThatTheCallerChoseAndThatIsNotThereIsTold() throws Exception {
    bundles.add(write(folder.resolve("system.crt"), public1.pem()));
    environment.put("REQUESTS_CA_BUNDLE", folder.resolve("missing").toString());
    environment.put("GIT_SSL_CAINFO", "\0");
    TrustPlan plan = plan();
    assertThat(plan.environment())
        .containsEntry("REQUESTS_CA_BUNDLE", bundles.getFirst().toString())
        .doesNotContainKey("GIT_SSL_CAINFO");
    assertThat(plan.notices())
        .hasSize(2)
        .anyMatch(notice -> notice.startsWith("REQUESTS_CA_BUNDLE"));
  }

  @Test
  void aDirectoryThatTheCallerChoseGetsACompanion() {
    environment.put("SSL_CERT_DIR", "/some/certs");
    TrustPlan plan = plan();
    assertThat(plan.environment())
        .containsEntry("SSL_CERT_DIR", "/some/certs:" + TrustStores.OWN_DIRECTORY);
    assertThat(plan.files())
        .anyMatch(file -> file.path().matches(TrustStores.OWN_DIRECTORY + "/[0-9a-f]{8}\\.0"));
  }

  @Test
  void theTablesOfThisVersionCanBeRead() {
    assertThat(TrustLocations.read().bundles())
        .contains(Path.of("/etc/ssl/certs/ca-certificates.crt"))
        .doesNotHaveDuplicates();
    assertThat(TrustVariable.read()).extracting(TrustVariable::name).doesNotHaveDuplicates();
  }

  @Test
  void thisMachineCanBePlannedFor() throws Exception {
    TrustPlan plan =
        TrustStores.plan(
            new TrustRequest(
                sessionPem,
                session.certificate(),
                Map.of(),
                List.of(Path.of(System.getProperty("java.home"))),
                folder.resolve("cache")));
    assertThat(plan.notices()).isEmpty();
    List<TrustFile> all = new ArrayList<>(plan.files());
    plan.layers().forEach(layer -> all.addAll(layer.files()));
    String bundle = plan.environment().get("REQUESTS_CA_BUNDLE");
    assertThat(certificates(file(all, bundle))).contains(session).hasSizeGreaterThan(20);
    Path cacerts = Path.of(System.getProperty("java.home"), "lib/security/cacerts").toRealPath();
    assertThat(trustedBy(file(all, cacerts.toString()))).contains(session).hasSizeGreaterThan(20);
  }

  private TrustPlan plan() {
    TrustRequest request =
        new TrustRequest(
            sessionPem, session.certificate(), environment, javaHomes, folder.resolve("cache"));
    TrustLocations locations = new TrustLocations(bundles, directories);
    return TrustStores.plan(request, TrustMachine.read(request, locations));
  }

  private Path jdk(String name, Path cacerts) throws Exception {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("lib/security"));
    Files.createSymbolicLink(home.resolve("lib/security/cacerts"), cacerts);
    javaHomes.add(home);
    return home;
  }

  private static byte[] javaStore() throws Exception {
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    store.setCertificateEntry("public", public1.certificate());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    store.store(bytes, "changeit".toCharArray());
    return bytes.toByteArray();
  }

  private static Path write(Path file, String text) throws Exception {
    return Files.writeString(file, text);
  }

  private static byte[] file(List<TrustFile> files, String path) {
    return files.stream()
        .filter(file -> file.path().equals(path))
        .findFirst()
        .orElseThrow()
        .content();
  }

  private static List<TrustAuthority> certificates(byte[] pem) throws Exception {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    return factory.generateCertificates(new ByteArrayInputStream(pem)).stream()
        .map(TrustStoresTest::known)
        .toList();
  }

  private static List<TrustAuthority> trustedBy(byte[] store) throws Exception {
    KeyStore loaded = TrustJavaStoreTest.load(store);
    List<TrustAuthority> trusted = new ArrayList<>();
    for (String alias : java.util.Collections.list(loaded.aliases())) {
      trusted.add(known(loaded.getCertificate(alias)));
    }
    return trusted;
  }

  private static TrustAuthority known(java.security.cert.Certificate certificate) {
    for (TrustAuthority authority : List.of(session, public1, corporate)) {
      if (authority.certificate().equals(certificate)) {
        return authority;
      }
    }
    return new TrustAuthority((java.security.cert.X509Certificate) certificate, session.keys());
  }
}
