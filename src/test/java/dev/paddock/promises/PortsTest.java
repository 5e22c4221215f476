package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Servers on both sides that the profile lets through by their port. */
@AsEveryCaller
class PortsTest {
  @AutoClose private final Scene scene;

  PortsTest(Caller caller) {
    scene = new Scene(caller);
  }

  @Test
  void aServerOfTheMachineIsReachedIfTheProfileNamesItsPort() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Thread.ofVirtual().start(() -> greet(server));
      String port = Integer.toString(server.getLocalPort());
      Result result =
          scene
              .inside(
                  "for h in 127.0.0.1 localhost; do cat </dev/tcp/$h/" + port + "; done",
                  "--reach",
                  port)
              .end();

      assertThat(result.ended(0).lines()).containsExactly("from outside", "from outside");
    }
  }

  @Test
  void aServerInsideIsReachedIfTheProfileNamesItsPort() throws Exception {
    int port = free();
    Running running =
        scene
            .inside(
                "sleep 1; exec python3 -m http.server --bind 127.0.0.1 " + port,
                "--publish",
                Integer.toString(port))
            .start();
    running.await("an answer", () -> answers(port));

    running.close();
  }

  @Test
  void aPublishedPortThatIsTakenIsAnErrorThatNamesIt() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(server.getLocalPort());
      Result result = scene.inside("true", "--publish", port).end();

      assertThat(result.status()).isEqualTo(125);
      assertThat(result.err()).contains(port);
    }
  }

  @Test
  void portsOfARunningSessionAreConnectedLater() throws Exception {
    int port = free();
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Thread.ofVirtual().start(() -> greet(server));
      int reach = server.getLocalPort();
      Running session =
          scene
              .inside(
                  "echo ready; until cat </dev/tcp/127.0.0.1/"
                      + reach
                      + "; do sleep 0.1; done 2>/dev/null;"
                      + " exec python3 -m http.server --bind 127.0.0.1 "
                      + port)
              .start();
      session.awaitOut("ready");
      Running ports = scene.paddock("ports", "--publish", "" + port, "--reach", "" + reach).start();
      session.awaitOut("from outside");
      session.await("an answer", () -> answers(port));

      session.close();
      ports.end().ended(0);
      assertThat(answers(port)).isFalse();
    }
  }

  @Test
  void portsOfNoSessionAreAnError() throws Exception {
    Result result = scene.paddock("ports", "--publish", "3000").end();

    assertThat(result.status()).isEqualTo(125);
    assertThat(result.err()).contains("No session of yours is running");
  }

  private static void greet(ServerSocket server) {
    while (true) {
      try (Socket socket = server.accept()) {
        socket.getOutputStream().write("from outside\n".getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
      socket.setSoTimeout(2000);
      socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8)
          .endsWith("200");
    } catch (IOException e) {
      return false;
    }
  }

  private static int free() throws IOException {
    try (ServerSocket server = new ServerSocket(0)) {
      return server.getLocalPort();
    }
  }
}
