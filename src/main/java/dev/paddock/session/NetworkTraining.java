package dev.paddock.session;

import dev.paddock.certificates.HostTrust;
import dev.paddock.certificates.ServerIdentity;
import dev.paddock.certificates.SessionAuthority;
import dev.paddock.credentials.Credential;
import dev.paddock.credentials.KeyStore;
import dev.paddock.egress.Destination;
import dev.paddock.egress.Egress;
import dev.paddock.egress.EgressEvents;
import dev.paddock.egress.EgressPlan;
import dev.paddock.egress.Endpoint;
import dev.paddock.egress.Refusal;
import dev.paddock.egress.RequestRule;
import dev.paddock.linux.Sockets;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets the JDK's AOT cache learn the classes of a session's network: a question for a name, a
 * refusal, a request passed on, and one that is read, between sockets of this process on loopback.
 * Without it the first connection of each session waits for a fifth of a second.
 */
public final class NetworkTraining {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final int PATIENCE_MILLIS = 2_000;
  private static final char[] NO_SECRET = "training".toCharArray();
  private static final byte[] QUESTION =
      "\0\1\1\0\0\1\0\0\0\0\0\0\10training\7example\0\0\1\0\1"
          .getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"
          .getBytes(StandardCharsets.ISO_8859_1);

  private NetworkTraining() {}

  /** Runs once; what this machine can't do is not learned. */
  public static void run() {
    try {
      SessionAuthority inside = SessionAuthority.create();
      SessionAuthority outside = SessionAuthority.create();
      try (ServerSocket plain = new ServerSocket(0, 5, LOOPBACK);
          ServerSocket tls =
              context(outside.leaf("127.0.0.1"), null)
                  .getServerSocketFactory()
                  .createServerSocket(0, 5, LOOPBACK)) {
        Background.run("training-server", () -> answer(plain));
        Background.run("training-tls-server", () -> answer(tls));
        exercise(plain.getLocalPort(), tls.getLocalPort(), inside, outside);
      }
    } catch (IOException | GeneralSecurityException e) {
      // The cache is poorer by it, and a start slower; nothing else.
    }
  }

  private static void exercise(
      int plain, int tls, SessionAuthority inside, SessionAuthority outside)
      throws IOException, GeneralSecurityException {
    List<RequestRule> rules = List.of(new RequestRule(List.of("GET"), List.of(), Optional.empty()));
    EgressPlan plan =
        EgressPlan.of(
            List.of(
                new Destination("127.0.0.1", plain, List.of(), true, "training"),
                new Destination("127.0.0.1", tls, rules, true, "training")),
            List.of(),
            false);
    List<Integer> ports = new ArrayList<>();
    List<Integer> descriptors = new ArrayList<>();
    for (Endpoint endpoint : plan.endpoints()) {
      int port = freePort();
      ports.add(port);
      descriptors.add(
          (endpoint.datagram()
                  ? Sockets.bindDatagram(LOOPBACK, port)
                  : Sockets.listen(LOOPBACK, port, 5))
              .number());
    }
    Quiet events = new Quiet();
    // The machine's own trust is only looked at: it does not know the training's servers.
    var _ = HostTrust.of(Map.of()).getAcceptedIssuers();
    try (Egress egress =
        Egress.start(
            plan,
            descriptors,
            Optional.of(inside),
            events,
            trust(outside),
            Optional.empty(),
            Optional.empty(),
            events)) {
      egress.await();
      ask(ports.get(0));
      fetch(new Socket(LOOPBACK, ports.get(2)));
      fetch(new Socket(LOOPBACK, ports.get(3)));
      fetch(context(null, inside).getSocketFactory().createSocket(LOOPBACK, ports.get(4)));
    }
  }

  private static void ask(int port) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.send(new DatagramPacket(QUESTION, QUESTION.length, LOOPBACK, port));
      socket.receive(new DatagramPacket(new byte[512], 512));
    }
  }

  private static void fetch(Socket connected) throws IOException {
    try (connected) {
      connected.setSoTimeout(PATIENCE_MILLIS);
      connected.getOutputStream().write(REQUEST);
      var _ = connected.getInputStream().readAllBytes();
    }
  }

  private static void answer(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.setSoTimeout(PATIENCE_MILLIS);
        var _ = socket.getInputStream().read(new byte[4096]);
        socket.getOutputStream().write(ANSWER);
      } catch (IOException e) {
        // The next one, or the end of the training.
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  private static SSLContext context(
      @Nullable ServerIdentity identity, @Nullable SessionAuthority trusted)
      throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    java.security.KeyStore store = java.security.KeyStore.getInstance("PKCS12");
    store.load(null, null);
    if (identity != null) {
      store.setKeyEntry(
          "training", identity.key(), NO_SECRET, identity.chain().toArray(Certificate[]::new));
    }
    keys.init(store, NO_SECRET);
    context.init(
        keys.getKeyManagers(), trusted == null ? null : factory(trusted).getTrustManagers(), null);
    return context;
  }

  private static TrustManager trust(SessionAuthority authority)
      throws GeneralSecurityException, IOException {
    return factory(authority).getTrustManagers()[0];
  }

  private static TrustManagerFactory factory(SessionAuthority authority)
      throws GeneralSecurityException, IOException {
    java.security.KeyStore store = java.security.KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("training", authority.certificate());
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }

  /** Tells nobody, and has no keys. */
  private static final class Quiet implements EgressEvents, KeyStore {
    @Override
    public void refused(Refusal refusal) {}

    @Override
    public void failed(Destination destination, String problem) {}

    @Override
    public void connected(Destination destination) {}

    @Override
    public void requested(Destination destination, String method, String path, String credential) {}

    @Override
    public String key(Credential credential) {
      return "";
    }

    @Override
    public void rejected(Credential credential) {}
  }
}
