package dev.paddock.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.egress.Destination.GitHost;
import dev.paddock.egress.Relayed.Speech;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayPassageTest {
  private static final String HOST = "git.example";

  @TempDir private Path folder;
  private Path socket;
  private ServerSocketChannel relay;
  private LoopbackServer host;

  /** The relay answers with what it was told; the host is somebody else. */
  @BeforeEach
  void start() throws IOException {
    socket = folder.resolve("relay");
    relay = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    relay.bind(UnixDomainSocketAddress.of(socket));
    Thread.ofVirtual().start(this::serve);
    host =
        new LoopbackServer(
            socket -> {
              socket.getInputStream().read(new byte[4096]);
              socket
                  .getOutputStream()
                  .write(
                      "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhost"
                          .getBytes(StandardCharsets.US_ASCII));
              socket.getInputStream().read(new byte[4096]);
            });
  }

  @AfterEach
  void stop() throws IOException {
    relay.close();
    host.close();
  }

  private void serve() {
    while (relay.isOpen()) {
      try {
        SocketChannel client = relay.accept();
        Thread.ofVirtual().start(() -> echo(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void echo(SocketChannel client) {
    try (client) {
      InputStream in = Channels.newInputStream(client);
      in.transferTo(Channels.newOutputStream(client));
      client.shutdownOutput();
    } catch (IOException e) {
      // The other side has gone.
    }
  }

  private Rig rig(Speech speech, int port, GitHost web) throws Exception {
    Destination destination =
        new Destination(HOST, port, List.of(), true, "the remote origin", web);
    return Rig.relay(
        new Relayed(HOST, port, speech, "the remote origin"), destination, socket, host.port());
  }

  private static String plain(Rig rig, String request) throws IOException {
    try (Socket client = new Socket("127.0.0.1", rig.port())) {
      client.setSoTimeout(10_000);
      client.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      client.shutdownOutput();
      return LoopbackServer.text(client.getInputStream());
    }
  }

  private static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: " + HOST + "\r\n\r\n";
  }

  @Test
  void sshAndGitGoToTheRelayAsTheyAreAfterALineThatSaysWhoIsMeant() throws Exception {
    try (Rig rig = rig(Speech.SSH, 22, GitHost.ONLY)) {
      assertThat(plain(rig, "SSH-2.0-x\r\n")).isEqualTo("ssh git.example 22\nSSH-2.0-x\r\n");
    }
    try (Rig rig = rig(Speech.GIT, 9418, GitHost.ONLY)) {
      assertThat(plain(rig, "0000")).isEqualTo("git git.example 9418\n0000");
    }
  }

  @Test
  void muchGoesBothWaysUnchanged() throws Exception {
    byte[] much = new byte[8 << 20];
    new Random(1).nextBytes(much);
    try (Rig rig = rig(Speech.SSH, 22, GitHost.ONLY);
        Socket client = new Socket("127.0.0.1", rig.port())) {
      client.setSoTimeout(20_000);
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  OutputStream out = client.getOutputStream();
                  out.write(much);
                  client.shutdownOutput();
                } catch (IOException e) {
                  // Seen by the reader.
                }
              });
      byte[] all = client.getInputStream().readAllBytes();
      int line = "ssh git.example 22\n".length();
      assertThat(rig.events.failures).isEmpty();
      assertThat(all.length).isEqualTo(line + much.length);
      // Where they differ, not what the megabytes are.
      assertThat(Arrays.mismatch(Arrays.copyOfRange(all, line, all.length), much)).isEqualTo(-1);
    }
  }

  @Test
  void aRequestOfGitsGoesToTheRelayWithAllThatFollows() throws Exception {
    String request = get("/a.git/info/refs?service=git-upload-pack") + get("/other");
    try (Rig rig = rig(Speech.HTTP, 80, GitHost.ALSO)) {
      assertThat(plain(rig, request)).isEqualTo("http git.example 80\n" + request);
      assertThat(rig.dialed).hasValue(0);
    }
  }

  @Test
  void inTlsTheSame() throws Exception {
    String request = get("/a.git/info/refs?service=git-upload-pack");
    try (Rig rig = rig(Speech.HTTPS, 443, GitHost.ONLY)) {
      Wire wire = TestTls.connect(rig.port(), HOST, "h2", "http/1.1");
      wire.send(request);
      assertThat(wire.until("\r\n\r\n")).isEqualTo("https git.example 443\n" + request);
    }
  }

  @Test
  void anotherRequestIsRefusedWithTheRemedy() throws Exception {
    try (Rig rig = rig(Speech.HTTP, 80, GitHost.ONLY)) {
      assertThat(plain(rig, get("/"))).contains("403", "git-host-only", "--allow git.example");
      assertThat(rig.dialed).hasValue(0);
    }
  }

  @Test
  void anotherRequestGoesToTheHostIfTheProfilePermitsIt() throws Exception {
    try (Rig rig = rig(Speech.HTTP, 80, GitHost.ALSO)) {
      assertThat(plain(rig, get("/page"))).endsWith("host");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a.git/git-receive-pack",
        "//a//git-receive-pack",
        "/%67it-receive-pack",
        "/a/info;x/refs?service=git-receive-pack",
        "http://git.example/a/git-receive-pack"
      })
  void behindAnotherRequestNoneOfGitsReachesTheHost(String target) throws Exception {
    try (Rig rig = rig(Speech.HTTP, 80, GitHost.ALSO)) {
      Wire wire = new Wire(new Socket("127.0.0.1", rig.port()));
      wire.send(get("/page"));
      assertThat(wire.until("host")).startsWith("HTTP/1.1 200");
      wire.send(get(target).replace("GET", "POST"));

      assertThat(wire.until("\r\n\r\n")).startsWith("HTTP/1.1 403");
      assertThat(rig.events.rules()).containsExactly("git-request-among-others");
    }
  }

  @Test
  void aRelayThatIsGoneEndsTheConnectionAndIsTold() throws Exception {
    relay.close();
    try (Rig rig = rig(Speech.GIT, 9418, GitHost.ONLY)) {
      String answer;
      try {
        answer = plain(rig, "0000");
      } catch (IOException e) {
        answer = "";
      }
      assertThat(answer).isEmpty();
      assertThat(rig.events.failures).isNotEmpty();
    }
  }
}
