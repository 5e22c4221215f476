package dev.paddock.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The form of a line of the log: {@code {"time":…,"kind":…,FIELDS}}, all texts. */
final class EventLines {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String TIME = "time";
  private static final String KIND = "kind";

  private EventLines() {}

  /** Writes a line without its end; a field can't take the place of the time or the kind. */
  static String write(Instant time, Event event) {
    SequencedMap<String, String> line = new LinkedHashMap<>();
    line.put(TIME, time.toString());
    line.put(KIND, event.kind());
    event.fields().forEach(line::putIfAbsent);
    return MAPPER.writeValueAsString(line);
  }

  /** Reads a line; one that is cut off or something else gives nothing. */
  static Optional<RecordedEvent> read(String line) {
    try {
      JsonNode node = MAPPER.readTree(line);
      SequencedMap<String, String> fields = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        fields.put(field.getKey(), field.getValue().asString(""));
      }
      String time = fields.remove(TIME);
      String kind = fields.remove(KIND);
      if (time == null || kind == null) {
        return Optional.empty();
      }
      return Optional.of(new RecordedEvent(Instant.parse(time), new Event(kind, fields)));
    } catch (JacksonException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
