package dev.paddock.approval;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of JSON in ASCII. Everything else is escaped, so that halves of characters, which file
 * names can hold, stay what they are.
 */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private Json() {}

  static String line(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /**
   * Reads a line.
   *
   * @throws MalformedException if it is no JSON object, or one that is too deep
   */
  static JsonNode object(String line) throws MalformedException {
    try {
      JsonNode node = MAPPER.readTree(line);
      if (node.isObject()) {
        return node;
      }
    } catch (JacksonException e) {
      throw new MalformedException("it is no JSON");
    }
    throw new MalformedException("it is no JSON object");
  }

  static String text(JsonNode object, String key) throws MalformedException {
    JsonNode value = object.path(key);
    if (!value.isString()) {
      throw new MalformedException("\"" + key + "\" is no text");
    }
    return value.asString();
  }

  static long number(JsonNode object, String key) throws MalformedException {
    JsonNode value = object.path(key);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new MalformedException("\"" + key + "\" is no whole number");
    }
    return value.asLong();
  }

  static boolean truth(JsonNode object, String key) throws MalformedException {
    JsonNode value = object.path(key);
    if (!value.isBoolean()) {
      throw new MalformedException("\"" + key + "\" is neither true nor false");
    }
    return value.asBoolean();
  }
}
