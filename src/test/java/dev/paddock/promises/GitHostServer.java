package dev.paddock.promises;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellFactory;

/** Serves the repositories of a {@link GitHost} with git's own programs, to its user only. */
final class GitHostServer {
  private static final String BASIC =
      "Basic "
          + Base64.getEncoder()
              .encodeToString(
                  (GitHost.USER + ":" + GitHost.PASSWORD).getBytes(StandardCharsets.UTF_8));

  private final Path folder;
  private final Consumer<String> seen;

  GitHostServer(Path folder, Consumer<String> seen) {
    this.folder = folder;
    this.seen = seen;
  }

  /** Serves on port 22, with paths relative to the folder's parent. */
  void serveSsh(String address) throws IOException {
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost(address);
    server.setPort(22);
    server.setKeyPairProvider(new FileKeyPairProvider(folder.resolve("host")));
    server.setPublickeyAuthenticator((_, key, _) -> isUsers(key));
    server.setCommandFactory(
        (channel, command) -> {
          seen.accept("ssh " + command);
          String absolute = command.replace("'git/", "'" + folder + "/");
          return new ProcessShellFactory(absolute, "git-shell", "-c", absolute)
              .createShell(channel);
        });
    server.start();
  }

  /** Answers as git-http-backend(1) does, which is a program of the common gateway interface. */
  void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      seen.accept(
          "git %s %s authorization=%s"
              .formatted(exchange.getRequestMethod(), exchange.getRequestURI(), authorization));
      if (!BASIC.equals(authorization)) {
        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=git");
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      Process process = backend(exchange).start();
      try {
        Thread.ofVirtual().start(() -> copyBody(exchange, process));
        respond(exchange, process.getInputStream());
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private ProcessBuilder backend(HttpExchange exchange) {
    ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
    Map<String, String> environment = builder.environment();
    environment.put("GIT_PROJECT_ROOT", folder.toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("REMOTE_USER", GitHost.USER);
    environment.put("REMOTE_ADDR", "client");
    environment.put("REQUEST_METHOD", exchange.getRequestMethod());
    environment.put("PATH_INFO", exchange.getRequestURI().getPath().substring("/git".length()));
    environment.put(
        "QUERY_STRING", Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(""));
    header(exchange, "Content-Type", "CONTENT_TYPE", environment);
    header(exchange, "Content-Length", "CONTENT_LENGTH", environment);
    header(exchange, "Content-Encoding", "HTTP_CONTENT_ENCODING", environment);
    header(exchange, "Git-Protocol", "GIT_PROTOCOL", environment);
    return builder;
  }

  private static void header(
      HttpExchange exchange, String name, String variable, Map<String, String> environment) {
    Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
        .ifPresent(value -> environment.put(variable, value));
  }

  private static void copyBody(HttpExchange exchange, Process process) {
    try (OutputStream in = process.getOutputStream()) {
      exchange.getRequestBody().transferTo(in);
    } catch (IOException e) {
      // One of the two has gone, which the other notices.
    }
  }

  private static void respond(HttpExchange exchange, InputStream out) throws IOException {
    int status = 200;
    for (String line = line(out); !line.isEmpty(); line = line(out)) {
      int colon = line.indexOf(':');
      String value = line.substring(colon + 1).strip();
      if (line.startsWith("Status:")) {
        status = Integer.parseInt(value.substring(0, 3));
      } else {
        exchange.getResponseHeaders().add(line.substring(0, colon), value);
      }
    }
    exchange.sendResponseHeaders(status, 0);
    out.transferTo(exchange.getResponseBody());
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.write(c);
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }

  private boolean isUsers(java.security.PublicKey key) {
    try {
      String line = java.nio.file.Files.readString(folder.resolve("user.pub"));
      return KeyUtils.compareKeys(
          key, PublicKeyEntry.parsePublicKeyEntry(line).resolvePublicKey(null, Map.of(), null));
    } catch (IOException | java.security.GeneralSecurityException e) {
      return false;
    }
  }
}
