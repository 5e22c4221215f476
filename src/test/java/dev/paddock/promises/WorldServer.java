package dev.paddock.promises;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The servers of a {@link World}, a process of their own in its namespaces: plain HTTP on ports 80
 * and 8080, HTTPS on 443 and 8443, and a server that speaks first on 5432. What reaches them is
 * written to a file, one line each.
 *
 * <p>At the first address there are git repositories too, below /git/ on the HTTP ports and over
 * ssh on port 22.
 *
 * <p>Arguments: the addresses with commas; the key store; the file for what reached them; the
 * folder of the {@link GitHost}.
 */
final class WorldServer {
  static final char[] PASSWORD = "changeit".toCharArray();

  private final Path seen;
  private final GitHostServer git;

  private WorldServer(Path seen, Path git) {
    this.seen = seen;
    this.git = new GitHostServer(git, this::note);
  }

  /** Serves until it is killed. */
  public static void main(String[] arguments) throws Exception {
    WorldServer server = new WorldServer(Path.of(arguments[2]), Path.of(arguments[3]));
    SSLContext tls = tls(Path.of(arguments[1]));
    for (String address : arguments[0].split(",")) {
      server.http(HttpServer.create(at(address, 80), 500));
      server.http(HttpServer.create(at(address, 8080), 500));
      for (int port : new int[] {443, 8443}) {
        HttpsServer https = HttpsServer.create(at(address, port), 500);
        https.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.http(https);
      }
      server.raw(address, 5432);
    }
    server.git.serveSsh(arguments[0].split(",")[0]);
    server.note("ready");
    Thread.sleep(Long.MAX_VALUE);
  }

  private void http(HttpServer server) {
    server.createContext("/", this::answer);
    server.createContext("/git/", git::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /**
   * Paths have a meaning: /redirect?to=URL, /large?bytes=N, /echo (the body comes back); everything
   * else tells what was asked.
   */
  private void answer(HttpExchange exchange) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getRawQuery());
    String path = exchange.getRequestURI().getRawPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    note(
        "%s %s%s host=%s authorization=%s x-api-key=%s bytes=%d"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getLocalAddress().getAddress().getHostAddress(),
                path,
                exchange.getRequestHeaders().getFirst("Host"),
                exchange.getRequestHeaders().get("Authorization"),
                exchange.getRequestHeaders().get("X-Api-Key"),
                body.length));
    byte[] text =
        ("reached " + path + " host=" + exchange.getRequestHeaders().getFirst("Host") + "\n")
            .getBytes(StandardCharsets.UTF_8);
    int status = 200;
    if (path.equals("/redirect")) {
      exchange.getResponseHeaders().add("Location", query.replaceFirst("^to=", ""));
      status = 302;
    } else if (path.equals("/large")) {
      text = new byte[Integer.parseInt(query.replaceFirst("^bytes=", ""))];
    } else if (path.equals("/echo")) {
      text = body;
    } else if (path.equals("/reveal")) {
      text =
          ("you sent " + exchange.getRequestHeaders().getFirst("Authorization") + "\n")
              .getBytes(StandardCharsets.UTF_8);
    }
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || text.length == 0 ? -1 : text.length);
    try (OutputStream out = exchange.getResponseBody()) {
      if (!head) {
        out.write(text);
      }
    }
  }

  private void raw(String address, int port) throws IOException {
    ServerSocket server = new ServerSocket(port, 500, InetAddress.getByName(address));
    Thread.ofPlatform()
        .start(
            () -> {
              while (true) {
                try {
                  Socket socket = server.accept();
                  Thread.ofVirtual().start(() -> greet(socket));
                } catch (IOException e) {
                  return;
                }
              }
            });
  }

  private void greet(Socket socket) {
    try (socket) {
      OutputStream out = socket.getOutputStream();
      out.write("hello, who is there?\n".getBytes(StandardCharsets.UTF_8));
      byte[] name = new byte[1024];
      int count = socket.getInputStream().read(name);
      String said = new String(name, 0, Math.max(0, count), StandardCharsets.ISO_8859_1);
      note("raw " + said.lines().findFirst().orElse(""));
      out.write(("you are " + said).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The other side has gone.
    }
  }

  private synchronized void note(String line) {
    try {
      Files.write(seen, List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InetSocketAddress at(String address, int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByName(address), port);
  }

  private static SSLContext tls(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }
}
