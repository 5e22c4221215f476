package dev.paddock.promises;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** A model on loopback that judges: the Messages API, as far as Paddock needs it. */
final class JudgeStub implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();

  /**
   * Begins to answer.
   *
   * @param reply what it writes to a request's body; an empty text is an overloaded server
   */
  JudgeStub(Function<String, String> reply) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> answer(exchange, reply));
    server.start();
  }

  /** Allows by these words of the user's. */
  static String allowing(String words) {
    return verdict("allow", "none", "[" + JSON.writeValueAsString(words) + "]");
  }

  /** Denies. */
  static String denying() {
    return verdict("deny", "none", "[]");
  }

  private static String verdict(String decision, String rule, String words) {
    return "<reasoning>Thought about it.</reasoning>\n<verdict>{\"decision\":\"%s\",\"rule\":\"%s\",\"words\":%s,\"reason\":\"The stub said so.\"}</verdict>"
        .formatted(decision, rule, words);
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Returns the bodies that came. */
  List<String> requests() {
    return requests;
  }

  /** Returns the keys that came. */
  List<String> keys() {
    return keys;
  }

  private void answer(HttpExchange exchange, Function<String, String> reply) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      requests.add(body);
      keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("x-api-key")));
      String text = reply.apply(body);
      byte[] answer =
          JSON.writeValueAsBytes(
              text.isEmpty()
                  ? Map.of("type", "error", "error", Map.of("type", "overloaded_error"))
                  : Map.of(
                      "id", "msg_1",
                      "type", "message",
                      "role", "assistant",
                      "model", "stub",
                      "stop_reason", "end_turn",
                      "content", List.of(Map.of("type", "text", "text", text)),
                      "usage", Map.of("input_tokens", 100, "output_tokens", 10)));
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(text.isEmpty() ? 529 : 200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
