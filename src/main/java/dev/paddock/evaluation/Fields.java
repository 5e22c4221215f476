package dev.paddock.evaluation;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The fields of a JSON object, of which each must be known and of its type. */
final class Fields {
  private static final int LONGEST_NAME = 200;

  private final String name;
  private final JsonNode object;

  /**
   * Looks at an object.
   *
   * @param name what it is called in messages
   * @param known the fields that it may have
   */
  Fields(String name, JsonNode object, Set<String> known) throws MalformedException {
    this.name = name;
    this.object = object;
    if (!object.isObject()) {
      throw new MalformedException(name + " is no JSON object");
    }
    for (String field : object.propertyNames()) {
      if (!known.contains(field)) {
        throw new MalformedException(name + " has a field that is not known, " + shown(field));
      }
    }
  }

  /** Quotes a text of the file for a message: short, and nothing that commands a terminal. */
  static String shown(String text) {
    String cut = text.length() <= 60 ? text : text.substring(0, 60) + "…";
    return '"' + cut.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "?") + '"';
  }

  boolean has(String field) {
    return object.has(field);
  }

  JsonNode node(String field) throws MalformedException {
    JsonNode node = object.get(field);
    if (node == null) {
      throw new MalformedException(name + " lacks " + shown(field));
    }
    return node;
  }

  String text(String field) throws MalformedException {
    JsonNode node = node(field);
    if (!node.isString()) {
      throw new MalformedException(shown(field) + " of " + name + " is no text");
    }
    return node.stringValue();
  }

  Optional<String> optionalText(String field) throws MalformedException {
    return has(field) ? Optional.of(text(field)) : Optional.empty();
  }

  /** A text of one printable line. */
  String line(String field) throws MalformedException {
    String text = text(field);
    if (text.isBlank()
        || text.length() > LONGEST_NAME
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new MalformedException(
          shown(field)
              + " of "
              + name
              + " must be one line of 1 to "
              + LONGEST_NAME
              + " characters");
    }
    return text;
  }

  List<JsonNode> list(String field) throws MalformedException {
    JsonNode node = node(field);
    if (!node.isArray()) {
      throw new MalformedException(shown(field) + " of " + name + " is no list");
    }
    List<JsonNode> list = new ArrayList<>();
    node.forEach(list::add);
    return list;
  }

  List<String> texts(String field) throws MalformedException {
    List<String> texts = new ArrayList<>();
    for (JsonNode node : list(field)) {
      if (!node.isString()) {
        throw new MalformedException(
            shown(field) + " of " + name + " has an entry that is no text");
      }
      texts.add(node.stringValue());
    }
    return texts;
  }

  /** An absolute path. */
  Path absolute(String field) throws MalformedException {
    Path path = path(text(field));
    if (!path.isAbsolute()) {
      throw new MalformedException(shown(field) + " of " + name + " is no absolute path");
    }
    return path;
  }

  /** A path, absolute or from a folder. */
  Path path(String field, Path folder) throws MalformedException {
    return folder.resolve(path(text(field)));
  }

  static Path path(String text) throws MalformedException {
    if (text.isEmpty() || text.startsWith("~")) {
      throw new MalformedException(
          shown(text) + " is no path; the home is " + LabelledCase.HOME + " here");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException _) {
      throw new MalformedException(shown(text) + " is no path");
    }
  }
}
