package dev.paddock.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.paddock.linux.Descriptor;
import dev.paddock.linux.ExitStatus;
import dev.paddock.linux.FileStatus;
import dev.paddock.sandbox.SandboxRequest.Identity;
import dev.paddock.sandbox.SandboxRequest.Layered;
import dev.paddock.sandbox.SandboxRequest.LayeredFile;
import dev.paddock.sandbox.SandboxRequest.Listener;
import dev.paddock.sandbox.SandboxRequest.Route;
import dev.paddock.sandbox.SandboxRequest.SandboxLimits;
import dev.paddock.sandbox.SandboxRequest.WritableTree;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real chains of processes; what listens inside is accepted outside. */
@Timeout(120)
class HandedOutSocketsTest {
  private static final Launch NOTHING =
      new Launch("/nowhere", List.of(), "", List.of(), new byte[0], List.of(), "");

  @TempDir private Path folder;

  @Test
  void theSocketsComeInTheOrderOfThePlanAndListenInTheNamespaceOnly() throws Exception {
    List<InitStep> steps =
        List.of(
            new InitStep.RaiseLoopback(),
            new InitStep.Route("198.18.0.0", 15),
            new InitStep.Listen("127.0.0.1", 53, true),
            new InitStep.Listen("198.18.1.0", 443, false),
            new InitStep.Listen("198.18.1.1", 22, false),
            new InitStep.Listen("::1", 5432, false));
    SandboxProcess process = TestChain.spawn();
    List<Descriptor> sockets = process.prepare(new InitPlan(steps, NOTHING));
    String network = "/proc/" + process.pid() + "/net/";
    assertThat(List.of(listed(network + "udp", "0100007F:0035 00000000:0000 07")))
        .containsExactly(inode(sockets.get(0)));
    assertThat(listed(network + "tcp", "000112C6:01BB 00000000:0000 0A"))
        .isEqualTo(inode(sockets.get(1)));
    assertThat(listed(network + "tcp", "010112C6:0016 00000000:0000 0A"))
        .isEqualTo(inode(sockets.get(2)));
    assertThat(
            listed(
                network + "tcp6",
                "00000000000000000000000001000000:1538 00000000000000000000000000000000:0000 0A"))
        .isEqualTo(inode(sockets.get(3)));
    assertThat(Files.readString(Path.of("/proc/self/net/tcp"))).doesNotContain("000112C6:01BB");
    sockets.forEach(Descriptor::close);
    process.close();
    assertThat(process.await()).isEqualTo(new ExitStatus.Exited(125));
  }

  @Test
  void severalHundredSocketsAreHandedOut() throws Exception {
    List<InitStep> steps =
        IntStream.range(0, 700)
            .<InitStep>mapToObj(i -> new InitStep.Listen("127.0.0.1", 1000 + i, false))
            .toList();
    SandboxProcess process = TestChain.spawn();
    List<Descriptor> sockets = process.prepare(new InitPlan(steps, NOTHING));
    assertThat(sockets).hasSize(700);
    assertThat(listed("/proc/" + process.pid() + "/net/tcp", "0100007F:06A3 00000000:0000 0A"))
        .isEqualTo(inode(sockets.getLast()));
    sockets.forEach(Descriptor::close);
    process.close();
    assertThat(process.await()).isEqualTo(new ExitStatus.Exited(125));
  }

  @Test
  void anAddressThatCantBeBoundIsNamed() throws Exception {
    SandboxProcess process = TestChain.spawn();
    InitPlan plan =
        new InitPlan(
            List.of(new InitStep.RaiseLoopback(), new InitStep.Listen("203.0.113.9", 443, false)),
            NOTHING);
    assertThatExceptionOfType(SandboxException.class)
        .isThrownBy(() -> process.prepare(plan))
        .withMessageContaining("443")
        .withMessageContaining("203.0.113.9")
        .withMessageContaining("Address not available here");
    process.close();
    assertThat(process.await()).isEqualTo(new ExitStatus.Exited(125));
  }

  @Test
  void neitherBubblewrapNorTheCommandInheritsASocketOfTheSupervisors() throws Exception {
    String script =
        "for p in 1 $$; do for f in /proc/$p/fd/*; do readlink $f; done; done >fds; cat /etc/paddock-layer/a >content";
    Path layer = Files.createDirectory(folder.resolve("layer"));
    Files.writeString(layer.resolve("b"), "lower");
    SandboxRequest request =
        request(
            List.of("sh", "-c", script.replace("/etc/paddock-layer", layer.toString())),
            new Layered(
                layer.toString(),
                List.of(
                    new LayeredFile(
                        layer.resolve("a").toString(),
                        "upper".getBytes(StandardCharsets.US_ASCII)))));
    SandboxProcess process = TestChain.spawn();
    List<Descriptor> sockets = process.prepare(SandboxPlanner.plan(request).init());
    start(process);
    List<String> outer = SandboxProcessTest.links(process.pid());
    assertThat(process.await()).isEqualTo(new ExitStatus.Exited(0));
    for (Descriptor socket : sockets) {
      String link = "socket:[" + inode(socket) + "]";
      assertThat(Files.readString(folder.resolve("fds"))).isNotBlank().doesNotContain(link);
      assertThat(outer).isNotEmpty().doesNotContain(link);
      socket.close();
    }
    assertThat(Files.readString(folder.resolve("content"))).isEqualTo("upper");
    assertThat(layer.resolve("a")).doesNotExist();
    process.close();
  }

  @Test
  void furtherSocketsAreMadeInARunningSession() throws Exception {
    String wait = "while [ ! -e done ]; do sleep 0.1; done; ls /proc | grep -c '^[0-9]' >processes";
    Path layer = Files.createDirectory(folder.resolve("layer"));
    SandboxRequest request =
        request(List.of("sh", "-c", wait), new Layered(layer.toString(), List.of()));
    SandboxProcess process = TestChain.spawn();
    List<Descriptor> sockets = process.prepare(SandboxPlanner.plan(request).init());
    start(process);
    try (NamespaceSockets further =
            new NamespaceSockets(
                "/usr/bin/nsenter", TestChain.java(SocketStage.class), process.pid());
        Descriptor connection = further.connect(InetAddress.ofLiteral("198.18.1.0"), 443);
        Descriptor listener = further.listen(InetAddress.ofLiteral("127.0.0.1"), 80)) {
      assertThat(sockets.getFirst().isReadable(5000)).isTrue();
      assertThat(listed("/proc/" + process.pid() + "/net/tcp", "0100007F:0050 00000000:0000 0A"))
          .isEqualTo(inode(listener));
      assertThat(connection.number()).isPositive();
      Files.createFile(folder.resolve("done"));
      assertThat(process.await()).isEqualTo(new ExitStatus.Exited(0));
    }
    assertThat(Integer.parseInt(Files.readString(folder.resolve("processes")).strip()))
        .as("the helper is not among the session's processes")
        .isLessThan(7);
    sockets.forEach(Descriptor::close);
    process.close();
  }

  private static void start(SandboxProcess process) throws Exception {
    process.start();
    byte[] answer = new byte[1];
    assertThat(process.status().read(answer)).isEqualTo(1);
    assertThat(process.firstProcess()).isPositive();
    process.status().write(new byte[] {'\n'}, 0, 1);
  }

  private SandboxRequest request(List<String> command, Layered layered) throws Exception {
    FileStatus status = FileStatus.of(folder.toString());
    int uid = (int) Files.getAttribute(folder, "unix:uid");
    int gid = (int) Files.getAttribute(folder, "unix:gid");
    Path stage = Files.createDirectory(folder.resolve("stage"));
    WritableTree tree =
        new WritableTree(
            folder.toString(), true, new Identity(status.device(), status.inode()), List.of());
    return new SandboxRequest(
        "/usr/bin/bwrap",
        stage.toString(),
        uid,
        gid,
        "/home/somebody",
        folder.toString(),
        SystemFolders.read().mounts(),
        List.of(),
        List.of(),
        List.of(),
        List.of(tree),
        List.of(),
        List.of(),
        List.of(),
        List.of(layered),
        List.of(),
        List.of(new Route("198.18.0.0", 15)),
        List.of(new Listener("198.18.1.0", 443, false), new Listener("127.0.0.1", 53, true)),
        Map.of("PATH", "/usr/bin:/bin"),
        command,
        List.of(),
        new SandboxLimits(1L << 32, false, 4096, 1L << 26));
  }

  /** Returns the inode of the socket that a table below /proc/PID/net shows (proc_pid_net(5)). */
  private static String listed(String table, String socket) throws Exception {
    for (String line : Files.readAllLines(Path.of(table))) {
      if (line.contains(socket)) {
        return line.strip().split(" +", -1)[9];
      }
    }
    throw new AssertionError(socket + " is not in " + Files.readString(Path.of(table)));
  }

  private static String inode(Descriptor socket) throws Exception {
    String link = Files.readSymbolicLink(Path.of("/proc/self/fd/" + socket.number())).toString();
    return link.replaceAll("\\D", "");
  }
}
