package dev.paddock.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The form of a line of the log: {@code {"time":…,"kind":…,"before":…,FIELDS}}, all texts. */
final class EventLines {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String TIME = "time";
  private static final String KIND = "kind";
  private static final String BEFORE = "before";

  /** What the first line names. */
  static final String FIRST = "0".repeat(64);

  private EventLines() {}

  /**
   * Writes a line without its end; a field can't take the place of the time or the kind.
   *
   * @param before the hash of the line before
   */
  static String write(Instant time, Event event, String before) {
    SequencedMap<String, String> line = new LinkedHashMap<>();
    line.put(TIME, time.toString());
    line.put(KIND, event.kind());
    line.put(BEFORE, before);
    event.fields().forEach(line::putIfAbsent);
    return MAPPER.writeValueAsString(line);
  }

  /** The hash of a line, which the next one names: SHA-256 of its bytes, in hexadecimal digits. */
  static String hash(String line) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** The hash that a line names; empty for a line of a log that had none. */
  static Optional<String> before(String line) {
    try {
      JsonNode before = MAPPER.readTree(line).path(BEFORE);
      return before.isString() ? Optional.of(before.asString()) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
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
      fields.remove(BEFORE);
      if (time == null || kind == null) {
        return Optional.empty();
      }
      return Optional.of(new RecordedEvent(Instant.parse(time), new Event(kind, fields)));
    } catch (JacksonException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
