package dev.paddock.agent;

import java.io.IOException;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks a session's {@link HookServer} from inside. A start of a JVM slower than the script. */
public final class HookClient {
  private static final int SECONDS = 300;
  private static final int LONGEST_ANSWER = 64 * 1024;

  private HookClient() {}

  /**
   * Asks.
   *
   * @param socket as the variable names it
   * @param agent the agent's name
   * @param input what the agent said to its hook
   * @throws IOException if there is no whole answer; then the action must not run
   */
  public static HookAnswer ask(Path socket, String agent, byte[] input) throws IOException {
    if (Agents.named(agent).isEmpty()) {
      throw new IOException("there is no agent " + agent);
    }
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      endLater(channel);
      OutputStream out = Channels.newOutputStream(channel);
      out.write(
          ("POST /hook/"
                  + agent
                  + "/command HTTP/1.1\r\nHost: "
                  + Endpoint.HOST
                  + "\r\nContent-Length: "
                  + input.length
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.write(input);
      String answer =
          new String(
              Channels.newInputStream(channel).readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
      int body = answer.indexOf("\r\n\r\n");
      if (!answer.startsWith("HTTP/1.1 200 ") || body < 0) {
        throw new IOException("the gate refused the question");
      }
      return CommandLines.read(answer.substring(body + 4))
          .orElseThrow(() -> new IOException("the gate's answer is not whole"));
    }
  }

  private static void endLater(SocketChannel channel) {
    var _ =
        CompletableFuture.runAsync(
            () -> {
              try {
                channel.close();
              } catch (IOException e) {
                // Then the read goes on, and ends with the agent's patience.
              }
            },
            CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS));
  }
}
