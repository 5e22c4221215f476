package dev.paddock.classifier;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A provider on loopback that answers what a test wants, as bytes. */
final class StubProvider implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** What a connection with TLS begins with; this provider has none. */
  private static final int TLS = 0x16;

  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: ([0-9]{1,8})\r\n");

  /** A request as it came. */
  record Received(String head, JsonNode body) {
    /** All texts of the request, in their order. */
    String text() {
      return Stream.concat(body.findValues("text").stream(), body.findValues("content").stream())
          .filter(JsonNode::isString)
          .map(JsonNode::asString)
          .collect(Collectors.joining("\n"));
    }

    String instruction() {
      JsonNode messages = body.path("messages");
      JsonNode content = messages.path(messages.size() - 1).path("content");
      return content.isArray()
          ? content.path(content.size() - 1).path("text").asString("")
          : content.asString("");
    }

    boolean isGlance() {
      return instruction().endsWith(Stage.GLANCE.instruction());
    }
  }

  /** Writes an answer. */
  @FunctionalInterface
  interface Script {
    void answer(Received request, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final ConcurrentLinkedQueue<Received> received = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Socket> open = new ConcurrentLinkedQueue<>();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private volatile Script script;

  StubProvider(Script script) throws IOException {
    this.script = script;
    this.socket = new ServerSocket(0, 400, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  void then(Script next) {
    script = next;
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  List<Received> received() {
    return new ArrayList<>(received);
  }

  int mostAtOnce() {
    return mostAtOnce.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        open.add(connection);
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      PushbackInputStream in = new PushbackInputStream(connection.getInputStream());
      int first = in.read();
      if (first == TLS) {
        connection
            .getOutputStream()
            .write("HTTP/1.1 400 No\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        return;
      }
      in.unread(first);
      Received request = read(in);
      received.add(request);
      mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
      try {
        script.answer(request, connection.getOutputStream());
        connection.getOutputStream().flush();
      } finally {
        atOnce.decrementAndGet();
      }
    } catch (IOException e) {
      // the other side has gone, or speaks something else
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Received read(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.write(next);
      text = next == '\n' ? head.toString(StandardCharsets.ISO_8859_1) : text;
    }
    Matcher length = LENGTH.matcher(text);
    byte[] body = length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
    return new Received(text, MAPPER.readTree(body));
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket connection : open) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Any answer. */
  static Script raw(String answer) {
    return (_, out) -> out.write(answer.getBytes(StandardCharsets.UTF_8));
  }

  /** An answer with a status and a body. */
  static String http(int status, String type, String body, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\nconnection: close\r\n");
    head.append("content-type: ").append(type).append("\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return head + "content-length: " + length + "\r\n\r\n" + body;
  }

  static Script status(int status, String message, String... headers) {
    return raw(
        http(
            status,
            "application/json",
            MAPPER.writeValueAsString(Map.of("error", Map.of("message", message))),
            headers));
  }

  /** What a provider answers when its model wrote this. */
  static String said(Provider provider, String text) {
    return http(200, "application/json", body(provider, text, stop(provider)));
  }

  static String stop(Provider provider) {
    return switch (provider) {
      case ANTHROPIC -> "end_turn";
      case OPENAI -> "stop";
    };
  }

  static String body(Provider provider, String text, String stop) {
    Map<String, Object> body = new LinkedHashMap<>();
    switch (provider) {
      case ANTHROPIC -> {
        body.put("id", "msg_1");
        body.put("type", "message");
        body.put("role", "assistant");
        body.put("model", "stub");
        body.put("content", List.of(Map.of("type", "text", "text", text)));
        body.put("stop_reason", stop);
        body.put(
            "usage",
            Map.of(
                "input_tokens", 100,
                "cache_read_input_tokens", 1000,
                "cache_creation_input_tokens", 200,
                "output_tokens", 10));
      }
      case OPENAI -> {
        body.put("object", "chat.completion");
        body.put(
            "choices",
            List.of(
                Map.of(
                    "index",
                    0,
                    "finish_reason",
                    stop,
                    "message",
                    Map.of("role", "assistant", "content", text))));
        body.put(
            "usage",
            Map.of(
                "prompt_tokens", 1300,
                "completion_tokens", 10,
                "prompt_tokens_details", Map.of("cached_tokens", 1000)));
      }
    }
    return MAPPER.writeValueAsString(body);
  }

  /** A model that says one thing at a glance and another when it weighs. */
  static Script model(Provider provider, String glance, String verdict) {
    return (request, out) ->
        out.write(
            said(provider, request.isGlance() ? glance : verdict).getBytes(StandardCharsets.UTF_8));
  }

  /** A verdict in the form that counts. */
  static String verdict(String decision, String rule, String reason, String... words) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("decision", decision);
    fields.put("rule", rule);
    fields.put("words", List.of(words));
    fields.put("reason", reason);
    return "<reasoning>So it is.</reasoning>\n<verdict>"
        + MAPPER.writeValueAsString(fields)
        + "</verdict>";
  }
}
