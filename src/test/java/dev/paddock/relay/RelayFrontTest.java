package dev.paddock.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The relay's front ends, spoken to by the real git(1) and ssh(1), and by clients that mean harm.
 */
class RelayFrontTest {
  private static final String HOST = "git.example";

  @TempDir private Path folder;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<ServerSocket> bridges = new ArrayList<>();
  private Relay relay;
  private SshHostKey key;

  /** Serves one bare repository with git's own programs, and refuses every other. */
  private final class PlainRepositories implements Repositories {
    @Override
    public ServedRepository find(String host, String path, GitService service) throws RelayRefusal {
      if (!host.equals(HOST) || !path.replaceFirst("^/", "").equals("team/a.git")) {
        throw new RelayRefusal("git-repository-not-granted", "No " + path + ".", "Ask.");
      }
      return new PlainRepository(service);
    }
  }

  private final class PlainRepository implements ServedRepository {
    private final GitService service;

    PlainRepository(GitService service) {
      this.service = service;
    }

    private int run(String protocol, InputStream in, OutputStream out, String... arguments)
        throws IOException {
      List<String> line = new ArrayList<>(List.of("git", service.command().substring(4)));
      line.addAll(List.of(arguments));
      line.add(folder.resolve("a.git").toString());
      ProcessBuilder builder = new ProcessBuilder(line);
      builder.environment().put("GIT_PROTOCOL", protocol);
      Process process = builder.start();
      Thread.ofVirtual()
          .start(
              () -> {
                try (OutputStream to = process.getOutputStream()) {
                  byte[] buffer = new byte[8192];
                  for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    to.write(buffer, 0, n);
                    to.flush();
                  }
                } catch (IOException e) {
                  // Seen by the other side.
                }
              });
      try {
        process.getInputStream().transferTo(out);
        return process.waitFor();
      } catch (InterruptedException e) {
        throw new IOException(e);
      } finally {
        process.destroyForcibly();
      }
    }

    @Override
    public void advertise(String protocol, OutputStream out) throws IOException {
      if (!protocol.equals("version=2")) {
        PacketLine.write(out, "# service=" + service.command() + "\n");
        PacketLine.flush(out);
      }
      run(protocol, InputStream.nullInputStream(), out, "--stateless-rpc", "--advertise-refs");
    }

    @Override
    public void answer(String protocol, InputStream in, OutputStream out) throws IOException {
      run(protocol, in, out, "--stateless-rpc");
    }

    @Override
    public int converse(String protocol, InputStream in, OutputStream out, OutputStream err)
        throws IOException {
      return run(protocol, in, out);
    }

    @Override
    public LfsStore largeFiles() {
      return new LfsStore() {
        @Override
        public Optional<Path> find(String oid, long size) {
          return Optional.of(folder.resolve(oid)).filter(Files::exists);
        }

        @Override
        public Path fetch(String oid, long size) {
          return folder.resolve(oid);
        }

        @Override
        public void receive(String oid, long size, InputStream in) throws IOException {
          Files.copy(in, folder.resolve(oid));
        }
      };
    }
  }

  private final RelayEvents events =
      new RelayEvents() {
        @Override
        public void fetched(String repository) {}

        @Override
        public void pushed(String repository, List<RefChange> changes) {}

        @Override
        public void held(String repository, String id, List<RefChange> changes, RelayRefusal why) {}

        @Override
        public void refused(String repository, RelayRefusal why) {
          told.add(why.rule());
        }

        @Override
        public void failed(String repository, String problem) {
          told.add("failed " + problem);
        }
      };

  @BeforeEach
  void start() throws Exception {
    run(
        "git init -q --bare -b main a.git && git clone -q a.git w 2>&1 && cd w"
            + " && git -c user.name=a -c user.email=b commit -q --allow-empty -m one && git push -q origin HEAD:main");
    key = SshHostKey.make();
    relay = Relay.start(folder.resolve("relay"), new PlainRepositories(), key, events);
  }

  @AfterEach
  void stop() throws IOException {
    relay.close();
    for (ServerSocket bridge : bridges) {
      bridge.close();
    }
  }

  /** A port of the loopback that leads to the relay as a session's egress does. */
  private int bridge(String speech, int port) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    bridges.add(server);
    Thread.ofVirtual()
        .start(
            () -> {
              while (!server.isClosed()) {
                try {
                  Socket client = server.accept();
                  SocketChannel to =
                      SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("relay")));
                  OutputStream out = Channels.newOutputStream(to);
                  out.write(
                      (speech + " " + HOST + " " + port + "\n")
                          .getBytes(StandardCharsets.US_ASCII));
                  Thread.ofVirtual().start(() -> copy(client, to, true));
                  Thread.ofVirtual().start(() -> copy(client, to, false));
                } catch (IOException e) {
                  return;
                }
              }
            });
    return server.getLocalPort();
  }

  private static void copy(Socket client, SocketChannel relay, boolean in) {
    try {
      if (in) {
        client.getInputStream().transferTo(Channels.newOutputStream(relay));
        relay.shutdownOutput();
      } else {
        Channels.newInputStream(relay).transferTo(client.getOutputStream());
        client.shutdownOutput();
      }
    } catch (IOException e) {
      // Either side has gone.
    }
  }

  private String run(String script) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", script).directory(folder.toFile());
    builder.environment().put("GIT_CONFIG_GLOBAL", folder.resolve("none").toString());
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    Process process = builder.redirectErrorStream(true).start();
    Thread limit = Thread.ofVirtual().start(() -> endLater(process));
    try {
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(script).isTrue();
      return out;
    } finally {
      limit.interrupt();
      process.destroyForcibly();
    }
  }

  private static void endLater(Process process) {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      // It has ended.
    }
  }

  private String ssh() throws IOException {
    int port = bridge("ssh", 22);
    Files.writeString(folder.resolve("known"), key.knownHosts(List.of(HOST)));
    return "ssh -F none -p %d -o HostName=127.0.0.1 -o HostKeyAlias=%s -o BatchMode=yes -o UserKnownHostsFile=%s"
        .formatted(port, HOST, folder.resolve("known"));
  }

  private String works(String url) {
    return "git clone -q %1$s c && cd c && git -c user.name=a -c user.email=b commit -q --allow-empty -m two && git push -q origin HEAD:x && git fetch -q && git ls-remote %1$s"
        .formatted(url);
  }

  @Test
  void gitClonesAndPushesOverHttp() throws Exception {
    String url = "http://%s:%d/team/a.git".formatted(HOST, bridge("http", 80));

    assertThat(
            run(
                "git -c http.curloptResolve="
                    + HOST
                    + ":"
                    + url.split("[:/]+")[2]
                    + ":127.0.0.1 ls-remote "
                    + url))
        .contains("refs/heads/main");
    String options =
        "export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=http.curloptResolve GIT_CONFIG_VALUE_0=%s:%s:127.0.0.1; "
            .formatted(HOST, url.split("[:/]+")[2]);
    assertThat(run(options + works(url))).contains("refs/heads/x");
    assertThat(run(options + "git -c protocol.version=0 clone -q " + url + " d && ls -A d"))
        .contains(".git");
  }

  @Test
  void aRefusalIsOnTheTerminalOverHttp() throws Exception {
    int port = bridge("http", 80);
    String out =
        run(
            "git -c http.curloptResolve=%s:%d:127.0.0.1 ls-remote http://%s:%d/team/b.git"
                .formatted(HOST, port, HOST, port));

    assertThat(out).contains("Paddock refused this: No /team/b.git.", "git-repository-not-granted");
  }

  @Test
  void gitClonesAndPushesOverSsh() throws Exception {
    String script =
        "export GIT_SSH_COMMAND='" + ssh() + "'; " + works("git@" + HOST + ":team/a.git");

    assertThat(run(script)).contains("refs/heads/x");
    assertThat(told).isEmpty();
  }

  @Test
  void muchGoesBothWaysOverSsh() throws Exception {
    String script =
        "export GIT_SSH_COMMAND='"
            + ssh()
            + "'; head -c 60000000 /dev/urandom >w/big && cd w && git add big && git -c user.name=a -c user.email=b commit -qm big"
            + " && git push -q git@"
            + HOST
            + ":team/a.git HEAD:big && cd .. && git clone -q -b big git@"
            + HOST
            + ":team/a.git c && cmp w/big c/big && echo same";

    assertThat(run(script)).contains("same");
  }

  @Test
  void nothingElseIsToBeHadOverSsh() throws Exception {
    String ssh = ssh() + " git@" + HOST + " ";

    assertThat(run(ssh + "ls; echo $?")).contains("git-host-only", "128");
    assertThat(run(ssh + "'git-upload-archive team/a.git'; echo $?")).contains("128");
    assertThat(run(ssh + "\"git-upload-pack 'team/a.git'; id\"; echo $?")).contains("128");
    assertThat(run("echo exit | " + ssh + "; echo $?")).contains("git-host-only");
    assertThat(run(ssh() + " -s git@" + HOST + " sftp; echo $?")).doesNotContain("\n0\n");
    assertThat(run(ssh + "\"git-upload-pack 'team/b.git'\"; echo $?"))
        .contains("No team/b.git.", "128");
  }

  @Test
  void gitClonesAndPushesOverItsOwnProtocol() throws Exception {
    String url = "git://127.0.0.1:%d/team/a.git".formatted(bridge("git", 9418));

    assertThat(run(works(url))).contains("refs/heads/x");
    assertThat(run("git ls-remote " + url.replace("a.git", "b.git"))).contains("No /team/b.git.");
  }

  @Test
  void largeFilesGoBothWays() throws Exception {
    int port = bridge("http", 80);
    String url = "http://127.0.0.1:%d/team/a.git".formatted(port);
    String sum =
        run("head -c 300000 /dev/urandom >w/large.bin && sha256sum <w/large.bin").split(" ")[0];
    String batch =
        "printf '%s' | curl -sS -H 'Host: git.example' -H 'Content-Type: application/vnd.git-lfs+json' --data-binary @- "
            + url
            + "/info/lfs/objects/batch";
    String asked =
        "{\"operation\":\"upload\",\"objects\":[{\"oid\":\"" + sum + "\",\"size\":300000}]}";

    assertThat(run(batch.formatted(asked)))
        .contains("http://git.example/team/a.git/info/lfs/objects/" + sum + "/300000", "upload");
    run(
        "curl -sS -H 'Host: git.example' -T w/large.bin "
            + url
            + "/info/lfs/objects/"
            + sum
            + "/300000");
    assertThat(folder.resolve(sum)).hasSize(300000);
    assertThat(
            run(
                "curl -sS -H 'Host: git.example' "
                    + url
                    + "/info/lfs/objects/"
                    + sum
                    + "/300000 | sha256sum"))
        .startsWith(sum);
  }

  @Test
  void whatCanBeReadInTwoWaysEndsTheConnection() throws Exception {
    int port = bridge("http", 80);
    for (String request :
        List.of(
            "GET /team/a.git/info/refs?service=git-upload-pack HTTP/1.1\r\nHost: other.example\r\n\r\n",
            "GET /team/../team/a.git/info/refs?service=git-upload-pack HTTP/1.1\r\nHost: git.example\r\n\r\n",
            "GET /team/%2e%2e/a.git/info/refs?service=git-upload-pack HTTP/1.1\r\nHost: git.example\r\n\r\n",
            "GET /team/a.git/info/refs?service=git-upload-archive HTTP/1.1\r\nHost: git.example\r\n\r\n",
            "GET /team/a.git/HEAD HTTP/1.1\r\nHost: git.example\r\n\r\n",
            "POST /team/a.git/git-receive-pack HTTP/1.1\r\nHost: git.example\r\nContent-Length: 0\r\n\r\n",
            "POST /team/a.git/git-receive-pack HTTP/1.1\r\nHost: git.example\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0000",
            "GET / HTTP/1.1\nHost: git.example\n\n",
            "nonsense\r\n\r\n")) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        socket.shutdownOutput();
        String answer =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(answer).as(request).doesNotContain("HTTP/1.1 200");
      }
    }
  }

  @Test
  void randomBytesAreServedNothing() throws Exception {
    Random random = new Random(11);
    String valid =
        "GET /team/b.git/info/refs?service=git-upload-pack HTTP/1.1\r\nHost: git.example\r\nA: b\r\n\r\n";
    int http = bridge("http", 80);
    int git = bridge("git", 9418);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = valid.getBytes(StandardCharsets.ISO_8859_1);
      for (int j = random.nextInt(6); j >= 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      for (int port : List.of(http, git)) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
          socket.setSoTimeout(10_000);
          socket.getOutputStream().write(bytes);
          socket.shutdownOutput();
          byte[] answer = socket.getInputStream().readAllBytes();
          assertThat(new String(answer, StandardCharsets.ISO_8859_1)).doesNotContain("refs/heads");
        } catch (IOException e) {
          // A reset is as good an answer.
        }
      }
    }
    assertThat(told).noneMatch(line -> line.startsWith("failed"));
  }
}
