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

/**
 * The script that command hooks run. Whatever goes wrong, it ends with 2 and words before an
 * action, and with 0 and in silence after the fact.
 */
class HookScriptTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nX: y\r\n\r\n";

  @TempDir private Path folder;

  private record Ended(int status, String out, String err) {}

  /** What the script said to the server. */
  private volatile String seen = "";

  /** Runs the script against a server that says something and hangs up. */
  private Ended run(String answer) throws Exception {
    return answered(answer, "claude");
  }

  private Ended answered(String answer, String... arguments) throws Exception {
    seen = ""; // else the next server hangs up before it has heard anything
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      Thread.ofVirtual().start(() -> serve(server, answer));
      return run(server.getLocalPort(), arguments);
    }
  }

  private void serve(ServerSocket server, String answer) {
    try (Socket client = server.accept()) {
      byte[] buffer = new byte[4_096];
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
    return run("\"question\"\n", port, arguments);
  }

  private Ended run(String input, int port, String... arguments) throws Exception {
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
      in.write(input.getBytes(StandardCharsets.UTF_8));
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
        "HTTP/1.1 413 Refused\r\n\r\nThe request is longer than 8 MiB.\n",
        "HTTP/1.1 200 OK\r\n\r\nexit 0\nout {}\nerr \n",
        "HTTP/1.1 200 OK\r\n\r\nexit 1\nout {}\nerr \nend\n"
      })
  void afterTheFactNothingBlocks(String answer) throws Exception {
    assertThat(answered(answer, "gemini", "after", "paddock-name")).isEqualTo(new Ended(0, "", ""));
    assertThat(seen).startsWith("POST /hook/gemini/after/command HTTP/1.1\r\n");
  }

  @Test
  void afterTheFactAWarningIsPassedOn() throws Exception {
    assertThat(answered(OK + "exit 0\nout {\"a\":1}\nerr \nend\n", "codex", "after"))
        .isEqualTo(new Ended(0, "{\"a\":1}\n", ""));
  }

  @Test
  void onlyTheWordAfterMakesItGoOn() throws Exception {
    assertThat(answered("", "gemini", "paddock-name").status()).isEqualTo(2);
    assertThat(answered("", "gemini", "paddock-after", "after").status()).isEqualTo(2);
    assertThat(seen).startsWith("POST /hook/gemini/command HTTP/1.1\r\n");
  }

  @Test
  void whatIsEndlessIsTakenOffTheAgentsHands() throws Exception {
    String endless = "x".repeat(HookInput.LONGEST + 100_000);
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      Thread.ofVirtual().start(() -> refuse(server));
      assertThat(run(endless, server.getLocalPort(), "claude", "after"))
          .isEqualTo(new Ended(0, "", ""));
      assertThat(seen).contains("\r\nContent-Length: " + (HookInput.LONGEST + 1) + "\r\n");
    }
  }

  /** Refuses by the head alone. */
  private void refuse(ServerSocket server) {
    try (Socket client = server.accept()) {
      seen = new String(client.getInputStream().readNBytes(120), StandardCharsets.UTF_8);
      client
          .getOutputStream()
          .write("HTTP/1.1 413 Refused\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The test sees what the script made of it.
    }
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
    assertThat(run(free, "claude", "after")).isEqualTo(new Ended(0, "", ""));
    assertThat(run(free, "x/../y", "after")).isEqualTo(new Ended(0, "", ""));
  }
}
