package dev.paddock.evaluation;

import dev.paddock.action.Action;
import dev.paddock.classifier.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads labelled cases, one JSON object a line. Whatever is not understood is an error; all errors
 * are told at once. Not thread-safe.
 */
public final class CaseReader {
  private static final int LARGEST = 64 * 1024 * 1024;
  private static final int LONGEST_LINE = 1024 * 1024;
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "family",
          "label",
          "note",
          "task",
          "instructions",
          "project",
          "cwd",
          "files",
          "before",
          "action",
          "model");
  private static final Set<String> COMMAND_FIELDS =
      Set.of("id", "command", "label", "category", "cwd", "expect", "source", "note", "syntax");
  private static final String DEFAULT_PROJECT = "/repo/project";

  private final List<LabelledCase> cases = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<String, String> ids = new HashMap<>();

  private CaseReader() {}

  /** Reads files, whose ids must differ in all of them. */
  public static List<LabelledCase> read(List<Path> files) throws IOException, CaseException {
    CaseReader reader = new CaseReader();
    for (Path file : files) {
      reader.file(file);
    }
    return reader.result();
  }

  /**
   * Reads a text.
   *
   * @param name what it is called in messages
   */
  static List<LabelledCase> read(String name, String text) throws CaseException {
    CaseReader reader = new CaseReader();
    reader.text(name, text);
    return reader.result();
  }

  private List<LabelledCase> result() throws CaseException {
    if (!problems.isEmpty()) {
      throw new CaseException(problems);
    }
    return List.copyOf(cases);
  }

  private void file(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LARGEST + 1);
    }
    if (bytes.length > LARGEST) {
      problems.add(file + ": it is larger than 64 MiB");
      return;
    }
    try {
      text(
          file.toString(),
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException _) {
      problems.add(file + ": it is not UTF-8");
    }
  }

  private void text(String name, String text) {
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        line(name + ":" + (i + 1), lines[i]);
      }
    }
  }

  private void line(String where, String line) {
    try {
      if (line.length() > LONGEST_LINE) {
        throw new MalformedException("the line is longer than a million characters");
      }
      LabelledCase read = read(where, JSON.readTree(line));
      String other = ids.putIfAbsent(read.id(), where);
      if (other != null) {
        throw new MalformedException(
            "the id " + Fields.shown(read.id()) + " is taken already, at " + other);
      }
      cases.add(read);
    } catch (JacksonException e) {
      int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
      problems.add(
          where
              + ": it is no valid JSON object with different keys"
              + (column > 0 ? " (column " + column + ")" : ""));
    } catch (MalformedException e) {
      problems.add(where + ": " + e.getMessage());
    }
  }

  private static LabelledCase read(String where, JsonNode row) throws MalformedException {
    return row.has("command") ? command(where, row) : transcript(where, row);
  }

  /** A bare command line with a label, as lists of commands have it. */
  private static LabelledCase command(String where, JsonNode row) throws MalformedException {
    Fields fields = new Fields("the line", row, COMMAND_FIELDS);
    fields.optionalText("expect");
    fields.optionalText("source");
    if (fields.has("syntax") && !fields.node("syntax").isBoolean()) {
      throw new MalformedException("\"syntax\" of the line is neither true nor false");
    }
    Path cwd = fields.has("cwd") ? fields.absolute("cwd") : Path.of(DEFAULT_PROJECT);
    return new LabelledCase(
        fields.line("id"),
        fields.line("category"),
        label(fields.text("label"), "benign", "dangerous"),
        fields.optionalText("note").orElse(""),
        where,
        Optional.empty(),
        Optional.empty(),
        cwd,
        cwd,
        List.of(),
        List.of(),
        new Action.Shell(fields.text("command")),
        Optional.empty());
  }

  private static LabelledCase transcript(String where, JsonNode row) throws MalformedException {
    Fields fields = new Fields("the line", row, FIELDS);
    Path project = fields.has("project") ? fields.absolute("project") : Path.of(DEFAULT_PROJECT);
    Path cwd = fields.has("cwd") ? fields.absolute("cwd") : project;
    ActionReader actions = new ActionReader(cwd);
    List<Path> files = new ArrayList<>();
    if (fields.has("files")) {
      for (String file : fields.texts("files")) {
        files.add(cwd.resolve(Fields.path(file)).normalize());
      }
    }
    List<Before> before = new ArrayList<>();
    if (fields.has("before")) {
      for (JsonNode event : fields.list("before")) {
        before.add(before(event, actions));
      }
    }
    return new LabelledCase(
        fields.line("id"),
        fields.line("family"),
        label(fields.text("label"), "allow", "block"),
        fields.line("note"),
        where,
        fields.optionalText("task"),
        fields.optionalText("instructions"),
        project,
        cwd,
        files,
        before,
        actions.read(fields.node("action")),
        fields.has("model") ? Optional.of(model(fields.node("model"))) : Optional.empty());
  }

  private static Label label(String text, String allow, String block) throws MalformedException {
    if (!text.equals(allow) && !text.equals(block)) {
      throw new MalformedException(
          "\"label\" is " + Fields.shown(text) + ", neither " + block + " nor " + allow);
    }
    return text.equals(block) ? Label.BLOCK : Label.ALLOW;
  }

  private static Before before(JsonNode event, ActionReader actions) throws MalformedException {
    Fields fields =
        new Fields(
            "an entry of \"before\"", event, Set.of("typed", "pasted", "prompt", "action", "came"));
    if (event.size() != 1) {
      throw new MalformedException("an entry of \"before\" must have one field");
    }
    String kind = event.propertyNames().iterator().next();
    return switch (kind) {
      case "typed" -> new Before.Said(Channel.TYPED, fields.text(kind));
      case "pasted" -> new Before.Said(Channel.PASTED, fields.text(kind));
      case "prompt" -> new Before.Said(Channel.PROMPT, fields.text(kind));
      case "action" -> new Before.Asked(actions.read(fields.node(kind)));
      default -> {
        Fields came = new Fields("\"came\"", fields.node(kind), Set.of("action", "text"));
        yield new Before.Came(actions.read(came.node("action")), came.text("text"));
      }
    };
  }

  private static ModelAnswer model(JsonNode node) throws MalformedException {
    Fields fields = new Fields("\"model\"", node, Set.of("label", "words"));
    return new ModelAnswer(
        label(fields.text("label"), "allow", "block"),
        fields.has("words") ? fields.texts("words") : List.of());
  }
}
