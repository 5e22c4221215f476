package dev.paddock.permissions;

import dev.paddock.action.Verdict;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads Claude Code's settings, token by token, so that what stands before a mistake still counts.
 * Comments and a comma at the end are let pass. A key that is there twice counts twice.
 */
final class ClaudeSettings {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  private static final Map<String, Verdict> LISTS =
      Map.of("deny", Verdict.DENY, "ask", Verdict.ASK, "allow", Verdict.ALLOW);

  private final ClaudeLine rules;
  private final Lines lines;
  private boolean managedOnly;

  private ClaudeSettings(ClaudeLine rules, Lines lines) {
    this.rules = rules;
    this.lines = lines;
  }

  /**
   * What a file says.
   *
   * @param managedOnly whether the file says that the permission rules of others do not count
   */
  record Settings(Imported imported, boolean managedOnly) {}

  /** Reads a file's text. Pure. */
  static Settings read(String text, PermissionFile file, AnchoredPath paths) {
    Lines lines = new Lines(file);
    ClaudeSettings settings = new ClaudeSettings(new ClaudeLine(paths), lines);
    String json = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (!json.isBlank()) {
      settings.read(json);
    }
    if (lines.hasProblems()) {
      lines.disallow("the file can't be read as a whole, so only its denials count");
    }
    return new Settings(lines.result(), settings.managedOnly);
  }

  private void read(String json) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      try {
        if (parser.nextToken() == JsonToken.START_OBJECT) {
          settings(parser);
        } else {
          lines.problem(1, "these settings are no JSON object");
        }
        if (parser.nextToken() != null) {
          lines.problem(line(parser), "there is text after the end of the settings");
        }
      } catch (JacksonException e) {
        lines.problem(
            Math.max(0, e.getLocation() == null ? 0 : e.getLocation().getLineNr()),
            "this is no valid JSON: " + e.getOriginalMessage());
      }
    }
  }

  private void settings(JsonParser parser) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      if (key.equals("permissions") && value == JsonToken.START_OBJECT) {
        permissions(parser);
      } else if (key.equals("permissions")) {
        lines.problem(line(parser), "permissions is no object");
        parser.skipChildren();
      } else {
        managedOnly |=
            key.equals("allowManagedPermissionRulesOnly") && value == JsonToken.VALUE_TRUE;
        parser.skipChildren();
      }
    }
  }

  private void permissions(JsonParser parser) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      Optional<Verdict> verdict = Optional.ofNullable(LISTS.get(key));
      if (parser.nextToken() == JsonToken.START_ARRAY && verdict.isPresent()) {
        list(parser, key, verdict.get());
      } else if (verdict.isPresent()) {
        lines.problem(line(parser), "permissions." + key + " is no list");
        parser.skipChildren();
      } else {
        parser.skipChildren();
      }
    }
  }

  private void list(JsonParser parser, String key, Verdict verdict) {
    int index = 0;
    for (JsonToken token = parser.nextToken();
        token != null && token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      String path = "permissions." + key + "[" + index++ + "]";
      if (token == JsonToken.VALUE_STRING) {
        RuleOrigin origin = lines.origin(line(parser), path, parser.getString());
        lines.add(origin, verdict, rules.outcome(origin, verdict));
      } else {
        lines.problem(line(parser), path + " is no string");
        parser.skipChildren();
      }
    }
  }

  private static int line(JsonParser parser) {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }
}
