package dev.paddock.workspace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the table of names that run outside; its format is told in the table's own head. */
final class RunsOutsideParser {
  private final String source;
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private int lineNumber;
  private @Nullable Protection section;
  private String group = "";
  private String sectionReason = "";

  private RunsOutsideParser(String source) {
    this.source = source;
  }

  /**
   * Reads the rules in their order.
   *
   * @param source the file's name, for messages
   * @throws WorkspaceException naming the line that is wrong
   */
  static List<Rule> parse(String source, String text) {
    RunsOutsideParser parser = new RunsOutsideParser(source);
    text.lines().forEach(parser::line);
    return new ArrayList<>(parser.rules.values());
  }

  private void line(String raw) {
    lineNumber++;
    String line = raw.strip();
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    if (line.startsWith("[")) {
      section(line);
      return;
    }
    int space = line.indexOf(' ');
    String pattern = space < 0 ? line : line.substring(0, space);
    String reason = space < 0 ? sectionReason : line.substring(space).strip();
    Protection protection = section;
    if (protection == null) {
      throw wrong("a pattern before the first [section]");
    }
    if (pattern.startsWith("!")) {
      exception(pattern.substring(1));
    } else {
      rule(pattern, protection, reason);
    }
  }

  private void section(String line) {
    int end = line.indexOf(']');
    String[] words = end < 0 ? new String[0] : line.substring(1, end).split(" ", -1);
    if (words.length != 2) {
      throw wrong("a section is written [KIND GROUP] and a reason");
    }
    section = Protection.named(words[0]);
    group = words[1];
    sectionReason = line.substring(end + 1).strip();
    if (section == null) {
      throw wrong("no kind of section is called \"" + words[0] + "\"");
    }
    if (sectionReason.isEmpty()) {
      throw wrong("a section needs a reason after its ]");
    }
  }

  private void rule(String pattern, Protection protection, String reason) {
    boolean directoryOnly = pattern.endsWith("/");
    List<String> segments = segments(pattern);
    boolean single =
        switch (protection) {
          case DEPENDENCIES, BARE_RUNS, BARE_PART -> true;
          case GIT_FOLDER, RUNS, READ_ONLY -> false;
        };
    if (single && (segments.size() > 1 || directoryOnly || pattern.indexOf('*') >= 0)) {
      throw wrong("a [" + protection.word() + "] section takes plain names only");
    }
    Rule rule = new Rule(segments, directoryOnly, protection, group, reason, List.of());
    if (rules.putIfAbsent(String.join("/", segments), rule) != null) {
      throw wrong("\"" + pattern + "\" is there twice");
    }
  }

  private void exception(String pattern) {
    List<String> segments = segments(pattern);
    String directory = String.join("/", segments.subList(0, segments.size() - 1));
    Rule rule = rules.get(directory);
    if (rule == null || !rule.directoryOnly()) {
      throw wrong("\"!" + pattern + "\" needs a line \"" + directory + "/\" before it");
    }
    List<String> writable = new ArrayList<>(rule.writable());
    writable.add(segments.getLast());
    rules.put(
        directory,
        new Rule(rule.segments(), true, rule.protection(), rule.group(), rule.reason(), writable));
  }

  private List<String> segments(String pattern) {
    String path = pattern.endsWith("/") ? pattern.substring(0, pattern.length() - 1) : pattern;
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw wrong("\"" + pattern + "\" is no pattern: names with single slashes between them");
      }
      segments.add(Names.fold(segment));
    }
    return segments;
  }

  private WorkspaceException wrong(String problem) {
    return new WorkspaceException(source + ":" + lineNumber + ": " + problem);
  }
}
