package dev.paddock.relay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.paddock.git.Remote;
import dev.paddock.git.RepositoryAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** A repository upstream, a relay before it, an HTTP server before that, and real git clients. */
final class RelayWorld implements AutoCloseable, RelayEvents {
  final Path folder;
  final Path upstream;
  final Path work;
  final RelayRepositories relay;
  final RelaySettings settings;
  final List<String> told = new CopyOnWriteArrayList<>();
  final RepositoryAddress address;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  RelayWorld(Path folder) throws Exception {
    this.folder = folder;
    this.upstream = folder.resolve("up/project.git");
    this.work = folder.resolve("work");
    Files.createDirectories(upstream);
    Files.createDirectories(folder.resolve("home"));
    git(folder, "init", "-q", "--bare", "-b", "main", upstream.toString());
    git(folder, "init", "-q", "-b", "main", work.toString());
    commit(work, "readme.txt", "hello\n");
    git(work, "push", "-q", upstream.toString(), "main");
    address = RepositoryAddress.ofUrl(upstream.toString(), folder).orElseThrow();
    settings =
        new RelaySettings(
            "s1",
            List.of(
                new Remote("origin", upstream.toString(), address, work.resolve(".git/objects"))),
            List.of(),
            new PushRules(
                branch -> !branch.equals("release") && !branch.startsWith("refs"),
                ref -> ref.startsWith("refs/tags/free-")),
            new PushLimits(1 << 20, 64 << 20, Duration.ofSeconds(30), Duration.ofSeconds(60)),
            new RelaySettings.RelayFolders(folder.resolve("mirrors"), folder.resolve("held")),
            new RelaySettings.Owner(
                Map.of(
                    "PATH",
                    System.getenv().getOrDefault("PATH", "/usr/bin:/bin"),
                    "GIT_DIR",
                    "/nonexistent"),
                folder.resolve("home"),
                List.of()));
    relay = new RelayRepositories(settings, this);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
    git(work, "remote", "add", "origin", url());
    git(work, "fetch", "-q", "origin");
  }

  /** What a client uses. */
  String url() {
    return "http://127.0.0.1:%d/%s.git".formatted(server.getAddress().getPort(), address.path());
  }

  HeldPushes held() {
    return new HeldPushes(settings.folders(), settings.owner(), settings.limits());
  }

  /** Makes a commit and returns its id. */
  String commit(Path where, String file, String content) throws Exception {
    Files.createDirectories(where.resolve(file).getParent());
    Files.writeString(where.resolve(file), content);
    git(where, "add", "-A");
    git(where, "commit", "-q", "-m", "Change " + file);
    return git(where, "rev-parse", "HEAD").strip();
  }

  /** Returns what upstream has under a ref; empty if nothing. */
  String upstreamId(String ref) throws Exception {
    return run(upstream, "rev-parse", "-q", "--verify", ref).text().strip();
  }

  /** Runs git and expects that it goes well. */
  String git(Path where, String... arguments) throws Exception {
    Said said = run(where, arguments);
    if (said.status() != 0) {
      throw new AssertionError(String.join(" ", arguments) + ": " + said.errors());
    }
    return said.text();
  }

  /** Runs git. */
  Said run(Path where, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().put("HOME", folder.resolve("home").toString());
    for (String who : List.of("AUTHOR", "COMMITTER")) {
      builder.environment().put("GIT_" + who + "_NAME", "A");
      builder.environment().put("GIT_" + who + "_EMAIL", "a@example.com");
    }
    int status = builder.start().waitFor();
    return new Said(status, Files.readString(out), Files.readString(err));
  }

  record Said(int status, String text, String errors) {}

  @Override
  public void close() {
    server.stop(0);
    relay.close();
    threads.close();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String protocol = exchange.getRequestHeaders().getFirst("Git-Protocol");
    String speech = protocol == null ? "" : protocol;
    try (exchange) {
      try {
        if (path.endsWith("/info/refs")) {
          GitService service =
              GitService.named(exchange.getRequestURI().getQuery().substring("service=".length()))
                  .orElseThrow();
          ServedRepository repository =
              relay.find(address.host(), path.replace("/info/refs", ""), service);
          repository.advertise(speech, body(exchange, service, "advertisement"));
        } else {
          GitService service =
              GitService.named(path.substring(path.lastIndexOf('/') + 1)).orElseThrow();
          ServedRepository repository =
              relay.find(address.host(), path.substring(0, path.lastIndexOf('/')), service);
          InputStream in = exchange.getRequestBody();
          if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
            in = new GZIPInputStream(in);
          }
          repository.answer(speech, in, body(exchange, service, "result"));
        }
      } catch (RelayRefusal e) {
        byte[] text = e.text().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(403, text.length);
        exchange.getResponseBody().write(text);
      }
    }
  }

  /** Headers go out with the first byte: a refusal before it gets a status of its own. */
  private static OutputStream body(HttpExchange exchange, GitService service, String kind) {
    return new OutputStream() {
      private boolean begun;

      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        if (!begun) {
          begun = true;
          exchange
              .getResponseHeaders()
              .set("Content-Type", "application/x-" + service.command() + "-" + kind);
          exchange.sendResponseHeaders(200, 0);
        }
        exchange.getResponseBody().write(bytes, offset, length);
      }
    };
  }

  @Override
  public void fetched(String repository) {
    told.add("fetched");
  }

  @Override
  public void pushed(String repository, List<RefChange> changes) {
    changes.forEach(change -> told.add("pushed " + change.ref() + " " + change.oldId()));
  }

  @Override
  public void held(String repository, String id, List<RefChange> changes, RelayRefusal why) {
    told.add("held " + why.rule());
  }

  @Override
  public void refused(String repository, RelayRefusal why) {
    told.add("refused " + why.rule());
  }

  @Override
  public void failed(String repository, String problem) {
    told.add("failed " + problem);
  }
}
