package dev.paddock.agent;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON object that a hook said, read strictly: one value, no key twice, no comments, and every
 * field of the type that it must have. Immutable.
 */
public final class HookInput {
  /** More than any tool call; a file that is written is in it as a whole. */
  static final int LONGEST = 8 * 1024 * 1024;

  private static final int DEEPEST = 100;
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,39}");
  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(LONGEST)
                          .maxDocumentLength(LONGEST)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private final JsonNode object;

  private HookInput(JsonNode object) {
    this.object = object;
  }

  /**
   * Reads a hook's words.
   *
   * @throws HookInputException if they are not one JSON object in UTF-8
   */
  static HookInput parse(byte[] words) throws HookInputException {
    if (words.length > LONGEST) {
      throw new HookInputException("the hook's input is longer than 8 MiB");
    }
    try {
      return parse(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(words))
              .toString());
    } catch (CharacterCodingException e) {
      throw new HookInputException("the hook's input is no UTF-8");
    }
  }

  private static HookInput parse(String text) throws HookInputException {
    try {
      JsonNode node = READER.readTree(text);
      if (node == null || !node.isObject()) {
        throw new HookInputException("the hook's input is no JSON object");
      }
      return new HookInput(node);
    } catch (JacksonException e) {
      throw new HookInputException("the hook's input is no strict JSON");
    }
  }

  boolean has(String field) {
    return object.has(field) && !object.get(field).isNull();
  }

  /** Returns a text that must be there. */
  String text(String field) throws HookInputException {
    JsonNode node = object.get(field);
    if (node == null || !node.isString()) {
      throw new HookInputException("the hook's input has no text \"" + field + "\"");
    }
    return sound(field, node.stringValue());
  }

  /** Returns a text that must not be empty. */
  String word(String field) throws HookInputException {
    String text = text(field);
    if (text.isBlank()) {
      throw new HookInputException("the hook's input has nothing in \"" + field + "\"");
    }
    return text;
  }

  /** Returns a text that may be missing, but not be anything else. */
  Optional<String> optional(String field) throws HookInputException {
    return has(field) ? Optional.of(text(field)) : Optional.empty();
  }

  /** Returns the first of these texts that is there; one must be. */
  String anyOf(String... fields) throws HookInputException {
    for (String field : fields) {
      if (has(field)) {
        return text(field);
      }
    }
    throw new HookInputException(
        "the hook's input has none of \"" + String.join("\", \"", fields) + "\"");
  }

  /** Returns an object that must be there. */
  HookInput object(String field) throws HookInputException {
    JsonNode node = object.get(field);
    if (node == null || !node.isObject()) {
      throw new HookInputException("the hook's input has no object \"" + field + "\"");
    }
    return new HookInput(node);
  }

  /** Returns an object that must be there, as it is or as a text that holds its JSON. */
  HookInput objectOrText(String field) throws HookInputException {
    JsonNode node = object.get(field);
    return node != null && node.isString() ? parse(node.stringValue()) : object(field);
  }

  /** Returns objects in a list that must be there and hold nothing else. */
  List<HookInput> objects(String field) throws HookInputException {
    JsonNode node = object.get(field);
    if (node == null || !node.isArray()) {
      throw new HookInputException("the hook's input has no list \"" + field + "\"");
    }
    List<HookInput> all = new ArrayList<>();
    for (JsonNode one : node) {
      if (!one.isObject()) {
        throw new HookInputException("the list \"" + field + "\" holds something else");
      }
      all.add(new HookInput(one));
    }
    return all;
  }

  /** Returns texts in a list that must be there and hold nothing else. */
  List<String> texts(String field) throws HookInputException {
    JsonNode node = object.get(field);
    if (node == null || !node.isArray()) {
      throw new HookInputException("the hook's input has no list \"" + field + "\"");
    }
    List<String> all = new ArrayList<>();
    for (JsonNode one : node) {
      if (!one.isString()) {
        throw new HookInputException("the list \"" + field + "\" holds something else");
      }
      all.add(sound(field, one.stringValue()));
    }
    return all;
  }

  /**
   * Returns all text in the first of these fields that is there, one value a line, whatever is in
   * it: it is only looked at. Names of fields count as text unless they are plain words, since
   * those are the agent's own and others may be anybody's.
   */
  String allText(String... fields) throws HookInputException {
    return allText(first(fields));
  }

  /** Returns the same of a field that may hold a text which is itself JSON. */
  String allTextInside(String... fields) throws HookInputException {
    JsonNode node = first(fields);
    if (!node.isString()) {
      return allText(node);
    }
    try {
      return allText(READER.readTree(node.stringValue()));
    } catch (JacksonException e) {
      return allText(node); // a text like any other
    }
  }

  private JsonNode first(String... fields) throws HookInputException {
    for (String field : fields) {
      if (object.has(field)) {
        return object.get(field);
      }
    }
    throw new HookInputException(
        "the hook's input has none of \"" + String.join("\", \"", fields) + "\"");
  }

  private static String allText(JsonNode node) {
    StringBuilder text = new StringBuilder();
    collect(node, text);
    return text.toString();
  }

  private static void collect(JsonNode node, StringBuilder text) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> property : node.properties()) {
        if (!PLAIN_NAME.matcher(property.getKey()).matches()) {
          append(property.getKey(), text);
        }
        collect(property.getValue(), text);
      }
    } else if (node.isArray()) {
      node.forEach(one -> collect(one, text));
    } else if (node.isValueNode() && !node.isNull()) {
      append(node.asString(), text);
    }
  }

  /** Half a character is none, and would be refused by whoever writes the text on. */
  private static void append(String value, StringBuilder text) {
    if (!text.isEmpty()) {
      text.append('\n');
    }
    value
        .codePoints()
        .map(point -> Character.getType(point) == Character.SURROGATE ? '\ufffd' : point)
        .forEach(text::appendCodePoint);
  }

  /** Tells whether a field holds a list. */
  boolean isList(String field) {
    return object.has(field) && object.get(field).isArray();
  }

  /** Returns the folder that an action starts in: absolute. */
  Path folder(String field) throws HookInputException {
    Path path = path(text(field));
    if (!path.isAbsolute()) {
      throw new HookInputException("\"" + field + "\" is no absolute path");
    }
    return path.normalize();
  }

  /** Returns a path that must be there. */
  Path file(String field, Path cwd) throws HookInputException {
    return file(cwd, word(field));
  }

  /**
   * Returns a path as the agents take it: relative to the folder, with {@code ..} taken away before
   * links are followed.
   */
  static Path file(Path cwd, String text) throws HookInputException {
    if (text.equals("~") || text.startsWith("~/")) {
      throw new HookInputException("a path with ~ may be one of two: write it from /");
    }
    return cwd.resolve(path(text)).normalize();
  }

  /** Returns its JSON. */
  String json() {
    return object.toString();
  }

  private static Path path(String text) throws HookInputException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new HookInputException("the hook's input has a path that can be none");
    }
  }

  /** What ends a text for C means another text to whoever runs it. */
  private static String sound(String field, String text) throws HookInputException {
    if (text.indexOf('\0') >= 0) {
      throw new HookInputException("\"" + field + "\" has a NUL in it");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new HookInputException("\"" + field + "\" is no Unicode text");
      }
    }
    return text;
  }
}
