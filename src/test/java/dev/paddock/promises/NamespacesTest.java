package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Processes, sockets and memory of the machine are not there. */
@AsEveryCaller
class NamespacesTest {
  @AutoClose private final Scene scene;

  NamespacesTest(Caller caller) {
    scene = new Scene(caller);
  }

  @Test
  void everyNamespaceIsTheSessionsOwn() throws Exception {
    List<String> names = List.of("cgroup", "ipc", "mnt", "net", "pid", "user", "uts");
    Result result =
        scene
            .inside("for n in " + String.join(" ", names) + "; do readlink /proc/self/ns/$n; done")
            .end();

    assertThat(result.ended(0).lines()).hasSameSizeAs(names);
    for (String name : names) {
      String outside = Files.readSymbolicLink(Path.of("/proc/self/ns", name)).toString();
      assertThat(result.lines()).doesNotContain(outside);
    }
  }

  @Test
  void onlyProcessesOfTheSessionAreVisible() throws Exception {
    Result result =
        scene
            .inside("sleep 100 & for p in /proc/[0-9]*; do tr '\\0' ' ' <$p/cmdline; echo; done")
            .end();

    assertThat(result.out()).contains("sleep 100").doesNotContain("java", "surefire");
    assertThat(result.lines()).hasSizeLessThan(8);
  }

  @Test
  void noProcessOutsideCanBeSignalled() throws Exception {
    Process victim = new ProcessBuilder("sleep", "1000").start();
    try {
      scene.inside("kill -9 " + victim.pid() + "; kill -9 -1; kill -9 0; true").end();

      assertThat(victim.isAlive()).isTrue();
    } finally {
      victim.destroyForcibly();
    }
  }

  @Test
  void aServerOfTheMachineIsNotReachable() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(server.getLocalPort());
      Result result = scene.inside("exec 9<>/dev/tcp/127.0.0.1/" + port + " && echo reached").end();

      assertThat(result.out()).isEmpty();
      assertThat(result.err()).contains("refused");
    }
  }

  @Test
  void thereIsNoNetworkButLoopback() throws Exception {
    Result result = scene.inside("tail -n +3 /proc/net/dev | cut -d: -f1").end().ended(0);

    assertThat(result.lines()).extracting(String::strip).containsExactly("lo");
    assertThat(scene.inside("exec 9<>/dev/tcp/192.0.2.1/80 && echo reached").end().out()).isEmpty();
  }

  @Test
  void aSocketOfTheMachineIsNotReachable() throws Exception {
    Path path = scene.outside().resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      Result result =
          scene
              .inside(
                  "ls "
                      + path
                      + "; for d in /run /var/run; do ls -AI paddock $d; done; ls -A /run/paddock")
              .end();

      assertThat(result.out()).isEqualTo("gate\n");
    }
  }

  @Test
  void sharedMemoryOfTheMachineIsNotThere() throws Exception {
    Process make =
        new ProcessBuilder("ipcmk", "-M", "4096", "-p", "0666").redirectErrorStream(true).start();
    String id = new String(make.getInputStream().readAllBytes()).replaceAll("\\D", "");
    assertThat(make.waitFor()).isZero();
    Path file = Path.of("/dev/shm", scene.folder().getFileName().toString());
    Files.writeString(file, "x");
    try {
      Result result =
          scene.inside("tail -n +2 /proc/sysvipc/shm; ls -A /dev/shm; ls /dev/mqueue").end();

      assertThat(result.out()).isEmpty();
      assertThat(Files.readString(Path.of("/proc/sysvipc/shm")))
          .containsPattern("\\b" + id + "\\b");
    } finally {
      Files.delete(file);
      new ProcessBuilder("ipcrm", "-m", id).start().waitFor();
    }
  }

  @Test
  void onlyHarmlessDevicesAreThere() throws Exception {
    assertThat(scene.inside("ls /dev").end().ended(0).lines())
        .isSubsetOf(
            "console", "core", "fd", "full", "null", "ptmx", "pts", "random", "shm", "stderr",
            "stdin", "stdout", "tty", "urandom", "zero", "mqueue");
  }

  @Test
  void anArchiveOfForeignOwnersCanBeExtracted() throws Exception {
    Result result =
        scene
            .inside(
                "mkdir a && echo x >a/f && tar --owner=4711 --group=4711 -cf a.tar a && rm -r a && tar xf a.tar && cat a/f")
            .end();

    assertThat(result.ended(0).out()).isEqualTo("x\n");
  }
}
