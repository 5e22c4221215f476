package dev.paddock.promises;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model on loopback that does as it is told: it calls one tool after the other, then it is done.
 * It speaks the Messages API, the Responses API and Gemini's, each as far as agents need it.
 */
final class ModelStub implements AutoCloseable {
  /** An agent whose first message has these words, a helper say, is told to call nothing. */
  static final String REST = "You may rest.";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** One call of a tool. */
  record ToolCall(String tool, Map<String, ?> input) {}

  private final HttpServer server;
  private final List<ToolCall> calls;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();

  ModelStub(ToolCall... calls) {
    this.calls = List.of(calls);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Returns what the agent said of its tools' results, and everything else. */
  List<String> requests() {
    return requests;
  }

  /** Returns the keys that came. */
  List<String> keys() {
    return keys;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      for (String header : List.of("x-api-key", "Authorization", "x-goog-api-key")) {
        String key = exchange.getRequestHeaders().getFirst(header);
        if (key != null) {
          keys.add(key);
        }
      }
      requests.add(path + " " + new String(body, StandardCharsets.UTF_8));
      if (!exchange.getRequestMethod().equals("POST")) {
        send(exchange, "application/json", "{}");
        return;
      }
      JsonNode request = JSON.readTree(body);
      if (path.endsWith("/messages")) {
        messages(exchange, request);
      } else if (path.endsWith("/responses")) {
        send(exchange, "text/event-stream", responses(request));
      } else if (path.contains("GenerateContent") || path.contains("generateContent")) {
        gemini(exchange, request, path);
      } else {
        send(exchange, "application/json", "{\"input_tokens\":1}");
      }
    }
  }

  private static void send(HttpExchange exchange, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void messages(HttpExchange exchange, JsonNode request) throws IOException {
    int step = 0;
    for (JsonNode message : request.path("messages")) {
      for (JsonNode block : message.path("content")) {
        step += block.path("type").asString("").equals("tool_result") ? 1 : 0;
      }
    }
    boolean rests = request.path("messages").path(0).toString().contains(REST);
    boolean speaks = rests || request.path("tools").isEmpty() || step >= calls.size();
    Map<String, Object> block =
        speaks
            ? Map.of("type", "text", "text", "")
            : Map.of(
                "type",
                "tool_use",
                "id",
                "toolu_" + step,
                "name",
                calls.get(step).tool(),
                "input",
                Map.of());
    Map<String, Object> delta =
        speaks
            ? Map.of("type", "text_delta", "text", "done")
            : Map.of(
                "type",
                "input_json_delta",
                "partial_json",
                JSON.writeValueAsString(calls.get(step).input()));
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("id", "msg_" + step);
    message.put("type", "message");
    message.put("role", "assistant");
    message.put("model", request.path("model").asString("m"));
    message.put("content", List.of());
    message.put("stop_reason", null);
    message.put("stop_sequence", null);
    message.put("usage", Map.of("input_tokens", 1, "output_tokens", 1));
    String stop = speaks ? "end_turn" : "tool_use";
    if (!request.path("stream").asBoolean(false)) {
      message.put("content", List.of(Map.of("type", "text", "text", "done")));
      message.put("stop_reason", "end_turn");
      send(exchange, "application/json", JSON.writeValueAsString(message));
      return;
    }
    StringBuilder text = new StringBuilder();
    event(text, "message_start", Map.of("message", message));
    event(text, "content_block_start", Map.of("index", 0, "content_block", block));
    event(text, "content_block_delta", Map.of("index", 0, "delta", delta));
    event(text, "content_block_stop", Map.of("index", 0));
    event(
        text,
        "message_delta",
        Map.of("delta", Map.of("stop_reason", stop), "usage", Map.of("output_tokens", 1)));
    event(text, "message_stop", Map.of());
    send(exchange, "text/event-stream", text.toString());
  }

  private String responses(JsonNode request) {
    int step = 0;
    for (JsonNode item : request.path("input")) {
      step += item.path("type").asString("").endsWith("_output") ? 1 : 0;
    }
    Map<String, Object> item = new LinkedHashMap<>();
    if (step < calls.size()) {
      item.put("type", "function_call");
      item.put("id", "fc_" + step);
      item.put("call_id", "call_" + step);
      item.put("name", calls.get(step).tool());
      item.put("arguments", JSON.writeValueAsString(calls.get(step).input()));
    } else {
      item.put("type", "message");
      item.put("id", "msg_" + step);
      item.put("role", "assistant");
      item.put("content", List.of(Map.of("type", "output_text", "text", "done")));
    }
    StringBuilder text = new StringBuilder();
    event(text, "response.created", Map.of("response", Map.of("id", "r" + step)));
    event(text, "response.output_item.done", Map.of("item", item));
    Map<String, Integer> usage = Map.of("input_tokens", 1, "output_tokens", 1, "total_tokens", 2);
    event(text, "response.completed", Map.of("response", Map.of("id", "r" + step, "usage", usage)));
    return text.toString();
  }

  private void gemini(HttpExchange exchange, JsonNode request, String path) throws IOException {
    int step = 0;
    for (JsonNode content : request.path("contents")) {
      for (JsonNode part : content.path("parts")) {
        step += part.has("functionResponse") ? 1 : 0;
      }
    }
    boolean speaks = request.path("tools").isEmpty() || step >= calls.size();
    Map<String, Object> part =
        speaks
            ? Map.of("text", "done")
            : Map.of(
                "functionCall",
                Map.of("name", calls.get(step).tool(), "args", calls.get(step).input()));
    Map<String, Object> answer =
        Map.of(
            "candidates",
            List.of(
                Map.of(
                    "content",
                    Map.of("role", "model", "parts", List.of(part)),
                    "finishReason",
                    "STOP",
                    "index",
                    0)),
            "usageMetadata",
            Map.of("promptTokenCount", 1, "totalTokenCount", 2));
    String json = JSON.writeValueAsString(answer);
    if (path.contains("stream")) {
      send(exchange, "text/event-stream", "data: " + json + "\r\n\r\n");
    } else {
      send(exchange, "application/json", json);
    }
  }

  private static void event(StringBuilder text, String type, Map<String, ?> fields) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("type", type);
    event.putAll(fields);
    text.append("event: ").append(type).append("\ndata: ");
    text.append(JSON.writeValueAsString(event)).append("\n\n");
  }

  /** Returns the texts of all requests, for messages of tests. */
  @Override
  public String toString() {
    return String.join("\n", new ArrayList<>(requests));
  }
}
