package dev.paddock.classifier;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/** Anthropic's Messages API, version 2023-06-01. */
final class AnthropicDialect implements Dialect {
  private static final String VERSION = "2023-06-01";
  private static final Map<String, String> CACHED = Map.of("type", "ephemeral");

  @Override
  public URI address(URI base) {
    String text = base.toString().replaceAll("/+$", "");
    return URI.create(text + (text.endsWith("/v1") ? "/messages" : "/v1/messages"));
  }

  @Override
  public Map<String, String> headers(Optional<String> key) {
    SequencedMap<String, String> headers = new LinkedHashMap<>();
    headers.put("anthropic-version", VERSION);
    key.ifPresent(value -> headers.put("x-api-key", value));
    return headers;
  }

  @Override
  public boolean needsKey() {
    return true;
  }

  @Override
  public int longest(Stage stage) {
    return switch (stage) {
      case GLANCE -> 8;
      case WEIGH, REVIEW -> 2_048;
    };
  }

  @Override
  public SequencedMap<String, Object> body(String model, Question question, Quirks quirks) {
    List<Object> content = new ArrayList<>();
    List<String> parts = question.prompt().parts();
    // Four marks are allowed: one is the system's, one the last part's that is full, one the end.
    for (int i = 0; i < parts.size(); i++) {
      content.add(block(parts.get(i), i == parts.size() - 1 || i == parts.size() - 3));
    }
    content.add(block(question.instruction(), false));
    SequencedMap<String, Object> body = new LinkedHashMap<>();
    body.put("model", model);
    body.put("max_tokens", question.longest());
    if (quirks.temperature()) {
      body.put("temperature", 0);
    }
    body.put("system", List.of(block(question.prompt().system(), true)));
    body.put("messages", List.of(Map.of("role", "user", "content", content)));
    return body;
  }

  private static SequencedMap<String, Object> block(String text, boolean cached) {
    SequencedMap<String, Object> block = new LinkedHashMap<>();
    block.put("type", "text");
    block.put("text", text);
    if (cached) {
      block.put("cache_control", CACHED);
    }
    return block;
  }

  @Override
  public Optional<Completion> read(JsonNode answer) {
    JsonNode content = answer.path("content");
    if (!answer.path("type").asString("").equals("message")
        || !answer.path("role").asString("").equals("assistant")
        || !content.isArray()) {
      return Optional.empty();
    }
    Usage usage = usage(answer.path("usage"), new Usage(0, 0, 0, 0));
    Reply.End end = end(answer.path("stop_reason").asString(""));
    JsonNode block = content.path(0);
    if (end != Reply.End.DONE) {
      return Optional.of(new Completion(block.path("text").asString(""), end, usage));
    }
    return content.size() == 1
            && block.path("type").asString("").equals("text")
            && block.path("text").isString()
        ? Optional.of(new Completion(block.path("text").asString(), end, usage))
        : Optional.empty();
  }

  @Override
  public Optional<Completion> readEvents(List<String> events) {
    StringBuilder text = new StringBuilder();
    Usage usage = new Usage(0, 0, 0, 0);
    Reply.End end = Reply.End.OTHER;
    boolean begun = false;
    for (String data : events) {
      JsonNode event = Json.read(data).orElseGet(() -> Json.tree(Map.of()));
      switch (event.path("type").asString("")) {
        case "message_start" -> {
          begun = true;
          usage = usage(event.path("message").path("usage"), usage);
        }
        case "content_block_start" -> {
          if (event.path("index").asInt(-1) != 0
              || !event.path("content_block").path("type").asString("").equals("text")) {
            return Optional.empty();
          }
        }
        case "content_block_delta" -> text.append(event.path("delta").path("text").asString(""));
        case "message_delta" -> {
          end = end(event.path("delta").path("stop_reason").asString(""));
          usage = usage(event.path("usage"), usage);
        }
        case "message_stop" -> {
          return begun
              ? Optional.of(new Completion(text.toString(), end, usage))
              : Optional.empty();
        }
        case "ping", "content_block_stop" -> {}
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** What is told later replaces what was told before. */
  private static Usage usage(JsonNode usage, Usage before) {
    return new Usage(
        told(usage, "input_tokens", before.input()),
        told(usage, "cache_read_input_tokens", before.cached()),
        told(usage, "cache_creation_input_tokens", before.written()),
        told(usage, "output_tokens", before.output()));
  }

  private static long told(JsonNode usage, String name, long before) {
    return usage.has(name) ? Usage.count(usage.path(name)) : before;
  }

  private static Reply.End end(String reason) {
    return switch (reason) {
      case "end_turn" -> Reply.End.DONE;
      case "max_tokens", "model_context_window_exceeded" -> Reply.End.CUT;
      case "refusal" -> Reply.End.REFUSED;
      case "tool_use" -> Reply.End.TOOL;
      default -> Reply.End.OTHER;
    };
  }
}
