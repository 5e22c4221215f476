package dev.paddock.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads the {@code autoMode} blocks of files, one after the other. Not thread-safe. */
final class ClaudeSettingsReader {
  private static final int LARGEST = 1024 * 1024;
  private static final String BLOCK = "autoMode";
  private static final String ALL_SHELL = "classifyAllShell";
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private final Path project;
  private final List<OwnRule> rules = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private boolean allShell;

  ClaudeSettingsReader(Path project) {
    this.project = project;
  }

  ClaudeAutoMode result() {
    return new ClaudeAutoMode(rules, allShell, notices);
  }

  /** Adds what a file says; nothing if there is none. */
  void read(Path file) {
    try {
      Optional<String> text = text(file);
      if (text.isPresent()) {
        read(file, JSON.readTree(text.get()));
      }
    } catch (CharacterCodingException e) {
      broken(file, "it is not UTF-8");
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      broken(file, "it is no valid JSON" + (line > 0 ? " (line " + line + ")" : ""));
    } catch (UnusableException e) {
      broken(file, e.reason);
    } catch (IOException e) {
      broken(file, "it can't be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  /** Says that a file, or a part of it, does not count, and sees to it that this widens nothing. */
  void broken(Path file, String reason) {
    notices.add(
        file
            + ": "
            + reason
            + ". It adds no exceptions, and the built-in denials stay in force, until it is mended");
    rules.add(new OwnRule(RuleKind.SOFT_DENY, OwnRule.DEFAULTS, file.toString()));
    rules.add(new OwnRule(RuleKind.HARD_DENY, OwnRule.DEFAULTS, file.toString()));
  }

  private void read(Path file, JsonNode settings) {
    if (!settings.isObject()) {
      broken(file, "it is no JSON object");
      return;
    }
    JsonNode block = settings.path(BLOCK);
    if (block.isMissingNode()) {
      return;
    }
    if (!block.isObject()) {
      broken(file, BLOCK + " is no JSON object");
      return;
    }
    List<OwnRule> found = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : block.properties()) {
      Optional<RuleKind> kind = RuleKind.of(entry.getKey());
      if (kind.isPresent()) {
        found.addAll(list(file, kind.get(), entry.getValue(), problems));
      } else if (entry.getKey().equals(ALL_SHELL) && entry.getValue().isBoolean()) {
        allShell |= entry.getValue().booleanValue();
      } else {
        problems.add(
            entry.getKey().equals(ALL_SHELL)
                ? BLOCK + "." + ALL_SHELL + " is neither true nor false"
                : BLOCK + " has a key that is not known, \"" + cut(entry.getKey()) + "\"");
      }
    }
    if (problems.isEmpty()) {
      rules.addAll(found);
    } else {
      found.stream()
          .filter(rule -> rule.kind() == RuleKind.SOFT_DENY || rule.kind() == RuleKind.HARD_DENY)
          .forEach(rules::add);
      broken(file, String.join("; ", problems));
    }
  }

  private static List<OwnRule> list(
      Path file, RuleKind kind, JsonNode value, List<String> problems) {
    List<OwnRule> list = new ArrayList<>();
    if (!value.isArray()) {
      problems.add(BLOCK + "." + kind.key() + " is no list");
      return list;
    }
    for (JsonNode element : value) {
      if (element.isString() && OwnRule.isMistaken(element.stringValue())) {
        problems.add(
            BLOCK
                + "."
                + kind.key()
                + " has \""
                + cut(element.stringValue())
                + "\" where \""
                + OwnRule.DEFAULTS
                + "\" may be meant");
      } else if (element.isString() && !element.stringValue().isBlank()) {
        list.add(new OwnRule(kind, element.stringValue(), file.toString()));
      } else {
        problems.add(BLOCK + "." + kind.key() + " has an entry that is no text");
      }
    }
    return list;
  }

  private Optional<String> text(Path file) throws IOException {
    Path real;
    try {
      real = file.toRealPath();
    } catch (NoSuchFileException e) {
      if (Files.isSymbolicLink(file)) {
        throw new UnusableException("it is a symbolic link that leads nowhere");
      }
      return Optional.empty();
    }
    requireOwners(real);
    byte[] bytes;
    try (InputStream in = Files.newInputStream(real)) {
      bytes = in.readNBytes(LARGEST + 1);
    }
    if (bytes.length > LARGEST) {
      throw new UnusableException("it is larger than 1 MiB");
    }
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  private void requireOwners(Path real) throws IOException {
    if (!Files.isRegularFile(real)) {
      throw new UnusableException("it is no regular file");
    }
    if (real.startsWith(project)) {
      throw new UnusableException(
          "it lies in the project, where an agent could change it (" + real + ")");
    }
    if (Files.getPosixFilePermissions(real).contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new UnusableException("everybody may write to it");
    }
  }

  private static String cut(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  /** A file that is not read for a reason that its owner can mend. */
  private static final class UnusableException extends IOException {
    private static final long serialVersionUID = 1;
    private final String reason;

    UnusableException(String reason) {
      super(reason);
      this.reason = reason;
    }
  }
}
