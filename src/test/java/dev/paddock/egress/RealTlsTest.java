package dev.paddock.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JDK's own TLS, through the egress to a server of its own. */
@Timeout(60)
class RealTlsTest {
  private static final String HOST = "api.example.com";
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static SSLContext tls;

  @TempDir static Path folder;

  @BeforeAll
  static void makeCertificate() throws Exception {
    Path file = folder.resolve("keys");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-alias",
                "server",
                "-dname",
                "CN=" + HOST,
                "-ext",
                "san=dns:" + HOST,
                "-storepass",
                "changeit",
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, PASSWORD);
    TrustManagerFactory others = TrustManagerFactory.getInstance("PKIX");
    others.init(keys);
    tls = SSLContext.getInstance("TLS");
    tls.init(own.getKeyManagers(), others.getTrustManagers(), null);
  }

  @ParameterizedTest
  @CsvSource({
    "TLSv1.3, x25519, x25519",
    "TLSv1.2, secp256r1, secp256r1",
    // The client's first guess is not what the server takes: it is asked for a second ClientHello.
    "TLSv1.3, x25519 secp384r1, secp384r1"
  })
  void aHandshakePasses(String version, String clientGroups, String serverGroup) throws Exception {
    try (LoopbackServer server = server(serverGroup);
        RunningEgress egress = new RunningEgress(HOST, 443, server.port());
        Socket plain = egress.connect();
        SSLSocket client = client(plain, HOST, version, clientGroups)) {
      client.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(client.getInputStream().readNBytes(5), StandardCharsets.US_ASCII))
          .isEqualTo("hello");
      assertThat(client.getSession().getProtocol()).isEqualTo(version);
      assertThat(egress.events.refusals).isEmpty();
      assertThat(egress.events.connections).containsExactly(HOST + ":443");
    }
  }

  @Test
  void aClientThatIsRefusedIsToldByAnAlert() throws Exception {
    try (LoopbackServer server = server("x25519");
        RunningEgress egress = new RunningEgress(HOST, 443, server.port());
        Socket plain = egress.connect();
        SSLSocket client = client(plain, "evil.example", "TLSv1.3", "x25519")) {
      assertThatExceptionOfType(SSLException.class)
          .isThrownBy(client::startHandshake)
          .withMessageContaining("unrecognized_name");
      assertThat(server.accepted().getAsInt()).isZero();
    }
  }

  private static LoopbackServer server(String group) throws IOException {
    SSLServerSocket socket =
        (SSLServerSocket)
            tls.getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setNamedGroups(new String[] {group});
    socket.setSSLParameters(parameters);
    return new LoopbackServer(
        socket, accepted -> accepted.getInputStream().transferTo(accepted.getOutputStream()));
  }

  private static SSLSocket client(Socket plain, String name, String version, String groups)
      throws IOException {
    SSLSocket client =
        (SSLSocket) tls.getSocketFactory().createSocket(plain, name, plain.getPort(), true);
    SSLParameters parameters = client.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName(name)));
    parameters.setProtocols(new String[] {version});
    parameters.setNamedGroups(groups.split(" "));
    client.setSSLParameters(parameters);
    return client;
  }
}
