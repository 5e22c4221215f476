package dev.paddock.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that command hooks run: whatever goes wrong, it ends with 2 and words. */
class HookScriptTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nX: y\r\n\r\n";

  @TempDir private Path folder;

  private record Ended(int status, String out, String err) {}

  /** Runs the script against a server that says something and hangs up. */
  private Ended run(String answer) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      Thread.ofVirtual().start(() -> serve(server, answer));
      return run(server.getLocalPort(), "claude");
    }
  }

  private static void serve(ServerSocket server, String answer) {
    try (Socket client = server.accept()) {
      byte[] buffer = new byte[4_096];
      String seen = "";
      while (!seen.endsWith("\"question\"")) {
        int count = client.getInputStream().read(buffer);
        if (count < 0) {
          return;
        }
        seen += new String(buffer, 0, count, StandardCharsets.UTF_8);
      }
      client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The test sees what the script made of it.
    }
  }

  private Ended run(int port, String... arguments) throws Exception {
    Path script =
        Files.writeString(
            folder.resolve("hook"),
            Endpoint.script().replace("198.18.0.2/80", "127.0.0.1/" + port));
    String[] line = new String[3 + arguments.length];
    line[0] = "/bin/bash";
    line[1] = "-p";
    line[2] = script.toString();
    System.arraycopy(arguments, 0, line, 3, arguments.length);
    Process process = new ProcessBuilder(line).start();
    try (var in = process.getOutputStream()) {
      in.write("\"question\"\n".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It did not want to hear it.
    }
    Ended ended =
        new Ended(
            process.waitFor(30, TimeUnit.SECONDS) ? process.exitValue() : -1,
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
            new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    process.destroyForcibly();
    return ended;
  }

  @Test
  void aWholeAnswerIsPassedOn() throws Exception {
    assertThat(run(OK + "exit 0\nout {\"a\":\"%s \\n\"}\nerr \nend\n"))
        .isEqualTo(new Ended(0, "{\"a\":\"%s \\n\"}\n", ""));
    assertThat(run(OK + "exit 0\nout \nerr \nend\n")).isEqualTo(new Ended(0, "", ""));
    assertThat(run(OK + "exit 2\nout \nerr It is forbidden.\nend\n"))
        .isEqualTo(new Ended(2, "", "It is forbidden.\n"));
    assertThat(run(OK + "exit 2\nout \nerr \nend\n"))
        .isEqualTo(new Ended(2, "", "Paddock denied this.\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "HTTP/1.1 503 Refused\r\n\r\nexit 0\nout \nerr \nend\n",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\nexit 0\nout {}\nerr \n",
        "HTTP/1.1 200 OK\r\n\r\nexit 0\nout {}\nerr \nend",
        "HTTP/1.1 200 OK\r\n\r\nexit 1\nout {}\nerr \nend\n",
        "HTTP/1.1 200 OK\r\n\r\nout {}\nexit 0\nerr \nend\n",
        "HTTP/1.1 200 OK\r\n\r\nexit 0\nout {}\nerr \nx\nend\n"
      })
  void anythingElseBlocks(String answer) throws Exception {
    Ended ended = run(answer);

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).startsWith("Paddock denied this: its hook got no answer");
  }

  @Test
  void withoutAGateOrAnAgentItBlocks() throws Exception {
    int free;
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      free = server.getLocalPort();
    }
    assertThat(run(free, "claude").status()).isEqualTo(2);
    assertThat(run(free).status()).isEqualTo(2);
    assertThat(run(free, "x/../y").err()).contains("without the name of an agent");
  }
}
