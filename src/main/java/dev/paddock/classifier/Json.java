package dev.paddock.classifier;

import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON strictly, and writes it so that a model can't misread it. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** A value as a tree. */
  static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** Reads a whole text; empty if it is anything but one JSON value without doubled fields. */
  static Optional<JsonNode> read(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** Writes a request or a record. */
  static String written(Map<String, ?> value) {
    return MAPPER.writeValueAsString(value);
  }

  /**
   * Writes a tree for a model: what is not plainly visible, and what could look like a mark of a
   * role, is shown as {@code \\uXXXX}. Outside of strings JSON has no such character.
   */
  static String shown(JsonNode node) {
    String json = MAPPER.writeValueAsString(node);
    StringBuilder shown = new StringBuilder(json.length() + 16);
    json.codePoints()
        .forEach(
            point -> {
              if (point != '<' && point != '>' && Visible.is(point)) {
                shown.appendCodePoint(point);
              } else {
                for (char unit : Character.toChars(point)) {
                  shown.append(String.format("\\u%04x", (int) unit));
                }
              }
            });
    return shown.toString();
  }
}
