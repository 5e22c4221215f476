package dev.paddock.classifier;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Chat completions, as OpenAI documents them and many local servers have them. */
final class OpenAiDialect implements Dialect {
  /** What some local servers leave in the text of models that think before they answer. */
  private static final Pattern THOUGHTS =
      Pattern.compile("\\s*<think>(?:(?!</?think>).)*+</think>(.*)", Pattern.DOTALL);

  private static final String END_OF_STREAM = "[DONE]";

  @Override
  public URI address(URI base) {
    String text = base.toString().replaceAll("/+$", "");
    String path = base.getRawPath() == null ? "" : base.getRawPath().replace("/", "");
    return URI.create(text + (path.isEmpty() ? "/v1" : "") + "/chat/completions");
  }

  @Override
  public Map<String, String> headers(Optional<String> key) {
    return key.map(value -> Map.of("authorization", "Bearer " + value)).orElse(Map.of());
  }

  @Override
  public boolean needsKey() {
    return false;
  }

  /** Thinking counts too, and some local models can't be kept from it. */
  @Override
  public int longest(Stage stage) {
    return switch (stage) {
      case GLANCE -> 1_024;
      case WEIGH, REVIEW -> 6_144;
    };
  }

  @Override
  public SequencedMap<String, Object> body(String model, Question question, Quirks quirks) {
    SequencedMap<String, Object> body = new LinkedHashMap<>();
    body.put("model", model);
    body.put(quirks.oldLimit() ? "max_tokens" : "max_completion_tokens", question.longest());
    if (quirks.temperature()) {
      body.put("temperature", 0);
    }
    body.put("stream", false);
    body.put(
        "messages",
        List.of(
            message("system", question.prompt().system()),
            message(
                "user",
                String.join("\n", question.prompt().parts()) + "\n\n" + question.instruction())));
    return body;
  }

  private static SequencedMap<String, String> message(String role, String text) {
    SequencedMap<String, String> message = new LinkedHashMap<>();
    message.put("role", role);
    message.put("content", text);
    return message;
  }

  @Override
  public Optional<Completion> read(JsonNode answer) {
    JsonNode choices = answer.path("choices");
    JsonNode message = choices.path(0).path("message");
    if (!choices.isArray()
        || choices.size() != 1
        || !message.path("role").asString("").equals("assistant")) {
      return Optional.empty();
    }
    Reply.End end = end(choices.path(0).path("finish_reason").asString(""));
    if (message.path("tool_calls").size() > 0 || message.has("function_call")) {
      end = Reply.End.TOOL;
    } else if (message.path("refusal").isString()) {
      end = Reply.End.REFUSED;
    }
    JsonNode content = message.path("content");
    return end == Reply.End.DONE && !content.isString()
        ? Optional.empty()
        : Optional.of(completion(content.asString(""), end, answer.path("usage")));
  }

  @Override
  public Optional<Completion> readEvents(List<String> events) {
    StringBuilder text = new StringBuilder();
    Reply.End end = Reply.End.OTHER;
    JsonNode usage = Json.tree(Map.of());
    for (String data : events) {
      if (data.equals(END_OF_STREAM)) {
        return Optional.of(completion(text.toString(), end, usage));
      }
      Optional<JsonNode> event = Json.read(data);
      if (event.isEmpty() || !event.get().path("choices").isArray()) {
        return Optional.empty();
      }
      JsonNode choices = event.get().path("choices");
      JsonNode choice = choices.path(0);
      if (choices.size() > 1 || choice.path("delta").path("tool_calls").size() > 0) {
        return Optional.empty();
      }
      text.append(choice.path("delta").path("content").asString(""));
      if (choice.path("finish_reason").isString()) {
        end = end(choice.path("finish_reason").asString());
      }
      if (event.get().path("usage").isObject()) {
        usage = event.get().path("usage");
      }
    }
    return Optional.empty();
  }

  private static Completion completion(String text, Reply.End end, JsonNode usage) {
    long cached = Usage.count(usage.path("prompt_tokens_details").path("cached_tokens"));
    long all = Usage.count(usage.path("prompt_tokens"));
    Matcher thoughts = THOUGHTS.matcher(text);
    return new Completion(
        thoughts.matches() ? thoughts.group(1) : text,
        end,
        new Usage(
            Math.max(0, all - cached),
            Math.min(all, cached),
            0,
            Usage.count(usage.path("completion_tokens"))));
  }

  private static Reply.End end(String reason) {
    return switch (reason) {
      case "stop" -> Reply.End.DONE;
      case "length" -> Reply.End.CUT;
      case "content_filter" -> Reply.End.REFUSED;
      case "tool_calls", "function_call" -> Reply.End.TOOL;
      default -> Reply.End.OTHER;
    };
  }
}
