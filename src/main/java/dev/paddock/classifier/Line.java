package dev.paddock.classifier;

import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/**
 * One line of what a model is shown: {@code {"KEY":VALUE}}. All text from elsewhere is a JSON
 * string in such a line, so that nothing in it can pose as another line or another role.
 *
 * @param key what it is: {@code words}, {@code call}, {@code soft_deny} …
 * @param value never changed after it was made
 */
public record Line(String key, JsonNode value) {
  static Line of(String key, String text) {
    return new Line(key, Json.tree(text));
  }

  static Line of(String key, SequencedMap<String, ?> fields) {
    return new Line(key, Json.tree(fields));
  }

  /** Returns the line as it is shown, without an end. */
  String text() {
    return "{" + Json.shown(Json.tree(key)) + ":" + Json.shown(value) + "}";
  }
}
