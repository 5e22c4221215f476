package dev.paddock.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipeTest {
  private static final int LARGE = 32 << 20;

  @Test
  void whatIsSentArrivesInBothDirectionsAtOnce() throws Exception {
    try (LoopbackServer server = LoopbackServer.echo();
        RunningEgress egress = new RunningEgress("a.example", 9000, server.port());
        Socket client = egress.connect()) {
      byte[] content = new byte[LARGE];
      new Random(20_261_120).nextBytes(content);
      content[0] = 0;
      CompletableFuture<String> received = digest(client.getInputStream());
      client.getOutputStream().write(content);
      client.shutdownOutput();

      assertThat(received.get(30, TimeUnit.SECONDS)).isEqualTo(digest(content));
    }
  }

  @Test
  void aClientThatEndsItsSideStillReadsEverything() throws Exception {
    try (LoopbackServer server =
            new LoopbackServer(
                socket -> {
                  socket.getInputStream().readAllBytes();
                  socket.getOutputStream().write(new byte[LARGE]);
                });
        RunningEgress egress = new RunningEgress("a.example", 9000, server.port());
        Socket client = egress.connect()) {
      client.getOutputStream().write(0);
      client.shutdownOutput();
      Thread.sleep(300);
      assertThat(client.getInputStream().transferTo(OutputStream.nullOutputStream()))
          .isEqualTo(LARGE);
    }
  }

  @Test
  void aServerThatEndsItsSideStillReadsEverything() throws Exception {
    CompletableFuture<Long> seen = new CompletableFuture<>();
    try (LoopbackServer server =
            new LoopbackServer(
                socket -> {
                  socket.getOutputStream().write(new byte[3]);
                  socket.shutdownOutput();
                  Thread.sleep(300);
                  seen.complete(
                      socket.getInputStream().transferTo(OutputStream.nullOutputStream()));
                });
        RunningEgress egress = new RunningEgress("a.example", 9000, server.port());
        Socket client = egress.connect()) {
      assertThat(client.getInputStream().readAllBytes()).hasSize(3);
      client.getOutputStream().write(new byte[LARGE]);
      client.shutdownOutput();
      assertThat(seen.get(30, TimeUnit.SECONDS)).isEqualTo(LARGE);
    }
  }

  @Test
  void aSlowReaderSlowsTheWriterDown() throws Exception {
    AtomicLong written = new AtomicLong();
    try (LoopbackServer server =
            new LoopbackServer(
                socket -> {
                  byte[] part = new byte[1 << 16];
                  for (int i = 0; i < 4_096; i++) {
                    socket.getOutputStream().write(part);
                    written.addAndGet(part.length);
                  }
                });
        RunningEgress egress = new RunningEgress("a.example", 9000, server.port());
        Socket client = egress.connect()) {
      assertThat(client.getInputStream().read()).isZero();
      Thread.sleep(500);
      // What the kernel keeps for three sockets, and a little here; the server has 256 MB to send.
      assertThat(written.get()).isLessThan(64L << 20);
    }
  }

  @Test
  void aResetIsPassedOnToTheOtherSide() throws Exception {
    CompletableFuture<Boolean> reset = new CompletableFuture<>();
    try (LoopbackServer server =
            new LoopbackServer(
                socket -> {
                  socket.getOutputStream().write(1);
                  reset.complete(isReset(socket));
                });
        RunningEgress egress = new RunningEgress("a.example", 9000, server.port())) {
      try (Socket client = egress.connect()) {
        client.getInputStream().read();
        client.getOutputStream().write(0);
        client.setSoLinger(true, 0);
      }
      assertThat(reset.get(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aServersResetIsPassedOnToTheClient() throws Exception {
    try (LoopbackServer server =
            new LoopbackServer(
                socket -> {
                  socket.getInputStream().read();
                  socket.setSoLinger(true, 0);
                });
        RunningEgress egress = new RunningEgress("a.example", 9000, server.port());
        Socket client = egress.connect()) {
      client.getOutputStream().write(0);
      assertThat(isReset(client)).isTrue();
    }
  }

  @Test
  void aServerThatClosesClosesTheClient() throws Exception {
    try (LoopbackServer server = new LoopbackServer(socket -> socket.getInputStream().read());
        RunningEgress egress = new RunningEgress("a.example", 9000, server.port());
        Socket client = egress.connect()) {
      client.getOutputStream().write(0);
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  private static boolean isReset(Socket socket) throws IOException {
    try {
      while (socket.getInputStream().read() >= 0) {}
      return false;
    } catch (SocketException e) {
      return true;
    }
  }

  private static CompletableFuture<String> digest(InputStream in) {
    CompletableFuture<String> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
                result.complete(HexFormat.of().formatHex(digest.digest()));
              } catch (Exception e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }

  private static String digest(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }
}
