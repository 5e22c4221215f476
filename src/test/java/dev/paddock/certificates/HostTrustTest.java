package dev.paddock.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HostTrustTest {
  private static TrustAuthority corporate;
  private static KeyPair keys;
  private static X509Certificate[] chain;

  @TempDir private Path folder;

  @BeforeAll
  static void authority() throws Exception {
    corporate = TrustAuthority.named("CN=Corporate");
    keys = TrustAuthority.newKeys();
    chain = new X509Certificate[] {corporate.leaf("build.example.com", keys)};
  }

  @Test
  void aStrangersCertificateIsNotTrusted() {
    assertThatExceptionOfType(CertificateException.class)
        .isThrownBy(() -> trust(List.of(), "").checkServerTrusted(chain, "ECDHE_ECDSA"));
  }

  @Test
  void whatTheMachinesBundleHoldsIsTrusted() throws Exception {
    Path bundle = Files.writeString(folder.resolve("bundle"), "junk\n" + corporate.pem());
    trust(List.of(bundle), "").checkServerTrusted(chain, "ECDHE_ECDSA");
  }

  @Test
  void whatTheCallersFileHoldsIsTrusted() throws Exception {
    Path own = Files.writeString(folder.resolve("own"), corporate.pem());
    trust(List.of(), own.toString()).checkServerTrusted(chain, "ECDHE_ECDSA");
  }

  @Test
  void aCertificateThatCantBeReadCostsNoOther() throws Exception {
    String broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    Path bundle = Files.writeString(folder.resolve("bundle"), broken + corporate.pem());
    trust(List.of(bundle), "/nowhere").checkServerTrusted(chain, "ECDHE_ECDSA");
  }

  @Test
  void aConnectionIsMadeToTheRightHostOnly() throws Exception {
    Path bundle = Files.writeString(folder.resolve("bundle"), corporate.pem());
    HostTrust trust = trust(List.of(bundle), "");
    try (SSLServerSocket server = server()) {
      assertThat(handshake(trust, server, "build.example.com")).isEqualTo("CN=build.example.com");
      assertThatExceptionOfType(SSLException.class)
          .isThrownBy(() -> handshake(trust, server, "other.example.com"))
          .withMessageContaining("other.example.com");
    }
  }

  @Test
  void clientsAreNeverTrusted() {
    assertThatExceptionOfType(CertificateException.class)
        .isThrownBy(() -> trust(List.of(), "").checkClientTrusted(chain, "ECDHE_ECDSA"));
  }

  @Test
  void whatTheJdkTrustsIsKnown() throws Exception {
    assertThat(HostTrust.builtIn()).hasSizeGreaterThan(20);
  }

  private static HostTrust trust(List<Path> bundles, String own) {
    return new HostTrust(new TrustLocations(bundles, List.of()), own);
  }

  /** Accepts connections until it is closed. */
  private static SSLServerSocket server() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("host", keys.getPrivate(), new char[0], chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    SSLServerSocket server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> accept(server));
    return server;
  }

  private static void accept(SSLServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.setSoTimeout(10_000);
        socket.getInputStream().read();
      } catch (IOException e) {
        // The client has refused the certificate, or the test is over.
      }
    }
  }

  private static String handshake(HostTrust trust, SSLServerSocket server, String host)
      throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {trust}, null);
    Socket plain = new Socket(server.getInetAddress(), server.getLocalPort());
    try (SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(plain, host, server.getLocalPort(), true)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.setSoTimeout(10_000);
      socket.startHandshake();
      return socket.getSession().getPeerPrincipal().getName();
    }
  }
}
