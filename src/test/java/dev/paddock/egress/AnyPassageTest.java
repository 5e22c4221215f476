package dev.paddock.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AnyPassageTest {
  private static final String HOST = "db.example.com";

  @Test
  void aServerThatSpeaksFirstIsHeardAtOnce() throws Exception {
    try (LoopbackServer server =
            new LoopbackServer(
                socket -> {
                  send(socket, "SSH-2.0-server\r\n");
                  socket.getInputStream().transferTo(socket.getOutputStream());
                });
        RunningEgress egress = new RunningEgress(HOST, 22, server.port());
        Socket client = egress.connect()) {
      assertThat(receive(client, 16)).isEqualTo("SSH-2.0-server\r\n");
      send(client, "SSH-2.0-client\r\n");
      assertThat(receive(client, 16)).isEqualTo("SSH-2.0-client\r\n");
      send(client, "GET / HTTP/1.1\r\n");
      assertThat(receive(client, 16)).isEqualTo("GET / HTTP/1.1\r\n");
      assertThat(egress.handedOver).isEmpty();
    }
  }

  @Test
  void binaryProtocolsPass() throws Exception {
    try (LoopbackServer server = LoopbackServer.echo();
        RunningEgress egress = new RunningEgress(HOST, 5432, server.port());
        Socket client = egress.connect()) {
      byte[] startup = {0, 0, 0, 8, 4, (byte) 210, 22, 47};
      client.getOutputStream().write(startup);
      assertThat(client.getInputStream().readNBytes(8)).isEqualTo(startup);
    }
  }

  @Test
  void aRequestIsReadByWhoReadsHttp() throws Exception {
    try (LoopbackServer server = LoopbackServer.echo();
        RunningEgress egress = new RunningEgress(HOST, 8080, server.port());
        Socket client = egress.connect()) {
      client.setTcpNoDelay(true);
      send(client, "GE");
      send(client, "T / HTTP/1.");
      send(client, "1\r\nHost: evil.example\r\n\r\n");
      assertThat(LoopbackServer.text(client.getInputStream())).isEqualTo("http");
      assertThat(egress.handedOver)
          .singleElement()
          .asString()
          .startsWith("http " + HOST + " GET /");
    }
  }

  @Test
  void aTlsNameMustBeTheHosts() throws Exception {
    try (LoopbackServer server = LoopbackServer.echo();
        RunningEgress egress = new RunningEgress(HOST, 8443, server.port())) {
      try (Socket client = egress.connect()) {
        client.getOutputStream().write(Hellos.ofTheJdk("evil.example"));
        assertThat(client.getInputStream().readAllBytes())
            .isEqualTo(new byte[] {21, 3, 3, 0, 2, 2, 112});
      }
      assertThat(egress.events.rules()).containsExactly("tls-name-mismatch");
    }
  }

  @Test
  void tlsWithTheHostsNameOrWithoutOnePasses() throws Exception {
    byte[] answer = Hellos.record(22, Hellos.join(new byte[] {2, 0, 0, 34, 3, 3}, new byte[32]));
    for (String name : new String[] {HOST, ""}) {
      byte[] hello = Hellos.ofTheJdk(name);
      try (LoopbackServer server =
              new LoopbackServer(
                  socket -> {
                    socket.getInputStream().readNBytes(hello.length);
                    socket.getOutputStream().write(answer);
                    socket.getInputStream().transferTo(socket.getOutputStream());
                  });
          RunningEgress egress = new RunningEgress(HOST, 8443, server.port());
          Socket client = egress.connect()) {
        client.getOutputStream().write(hello);
        assertThat(client.getInputStream().readNBytes(answer.length)).isEqualTo(answer);
        send(client, "more");
        assertThat(receive(client, 4)).isEqualTo("more");
      }
    }
  }

  @Test
  void aClientThatSaysNothingStaysConnected() throws Exception {
    try (LoopbackServer server = LoopbackServer.echo();
        RunningEgress egress = new RunningEgress(HOST, 6379, server.port());
        Socket client = egress.connect()) {
      Thread.sleep(500);
      send(client, "*1\r\n");
      assertThat(receive(client, 4)).isEqualTo("*1\r\n");
    }
  }

  @Test
  void wordsWithoutTheEndOfALineAreAnswered() throws Exception {
    try (LoopbackServer server = LoopbackServer.echo();
        RunningEgress egress = new RunningEgress(HOST, 2181, server.port());
        Socket client = egress.connect()) {
      for (String words : new String[] {"ruok", "set x", "\n", "bye\r\n"}) {
        send(client, words);
        assertThat(receive(client, words.length())).isEqualTo(words);
      }
      assertThat(egress.handedOver).isEmpty();
    }
  }

  @Test
  void aRequestThatPausesIsReadAsAWholeByWhoReadsHttp() throws Exception {
    try (LoopbackServer server =
            new LoopbackServer(
                socket -> {
                  var _ = socket.getInputStream().readAllBytes();
                });
        RunningEgress egress = new RunningEgress(HOST, 8080, server.port());
        Socket client = egress.connect()) {
      client.setTcpNoDelay(true);
      send(client, "GET");
      Thread.sleep(500);
      send(client, " /x");
      Thread.sleep(500);
      send(client, " HTTP/1.1\r\nHost: evil.example\r\n\r\n");
      assertThat(LoopbackServer.text(client.getInputStream())).isEqualTo("http");
      assertThat(egress.handedOver)
          .singleElement()
          .asString()
          .startsWith("http " + HOST + " GET /x HTTP/1.1");
    }
  }

  @Test
  void theEndOfWhatTheClientSendsIsPassedOn() throws Exception {
    try (LoopbackServer server = LoopbackServer.echo();
        RunningEgress egress = new RunningEgress(HOST, 43, server.port());
        Socket client = egress.connect()) {
      send(client, "example");
      client.shutdownOutput();
      assertThat(LoopbackServer.text(client.getInputStream())).isEqualTo("example");
    }
  }

  @Test
  void whoCanNotBeConnectedIsToldOverHttpAndOtherwiseReset() throws Exception {
    int port;
    try (LoopbackServer gone = LoopbackServer.echo()) {
      port = gone.port();
    }
    try (RunningEgress egress = new RunningEgress(HOST, 8080, port)) {
      try (Socket client = egress.connect()) {
        send(client, "GET / HTTP/1.1\r\n\r\n");
        assertThat(LoopbackServer.text(client.getInputStream())).isEqualTo("http");
      }
      assertThat(egress.events.failures).isEmpty();
      try (Socket client = egress.connect()) {
        assertThat(isReset(client)).isTrue();
      }
      assertThat(egress.events.failures).hasSize(1);
    }
  }

  private static boolean isReset(Socket client) throws IOException {
    try {
      client.getInputStream().read();
      return false;
    } catch (SocketException e) {
      return true;
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String receive(Socket socket, int length) throws IOException {
    return new String(socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
  }
}
