package dev.paddock.evaluation;

import dev.paddock.action.Action;
import java.nio.file.Path;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads one action of a case: an object with one field, which says the kind. */
final class ActionReader {
  private static final Set<String> KINDS =
      Set.of("shell", "read", "write", "edit", "fetch", "search", "mcp", "subagent", "tool");

  private final Path cwd;

  /** Reads actions that start in a folder. */
  ActionReader(Path cwd) {
    this.cwd = cwd;
  }

  Action read(JsonNode node) throws MalformedException {
    Fields fields = new Fields("\"action\"", node, KINDS);
    if (node.size() != 1) {
      throw new MalformedException("\"action\" must have one field, which says its kind");
    }
    String kind = node.propertyNames().iterator().next();
    return switch (kind) {
      case "shell" -> new Action.Shell(fields.text(kind));
      case "read" -> new Action.ReadFile(fields.path(kind, cwd));
      case "write" -> write(fields.node(kind));
      case "edit" -> edit(fields.node(kind));
      case "fetch" -> new Action.Fetch(fields.text(kind));
      case "search" -> new Action.Search(fields.text(kind));
      case "mcp" -> mcp(fields.node(kind));
      case "subagent" -> new Action.Subagent(fields.text(kind));
      default -> tool(fields.node(kind));
    };
  }

  private Action write(JsonNode node) throws MalformedException {
    Fields fields = new Fields("\"write\"", node, Set.of("path", "content"));
    return new Action.WriteFile(fields.path("path", cwd), fields.text("content"));
  }

  private Action edit(JsonNode node) throws MalformedException {
    Fields fields = new Fields("\"edit\"", node, Set.of("path", "added"));
    return new Action.EditFile(fields.path("path", cwd), fields.text("added"));
  }

  private static Action mcp(JsonNode node) throws MalformedException {
    Fields fields = new Fields("\"mcp\"", node, Set.of("server", "tool", "arguments"));
    return new Action.McpCall(fields.line("server"), fields.line("tool"), arguments(fields));
  }

  private static Action tool(JsonNode node) throws MalformedException {
    Fields fields = new Fields("\"tool\"", node, Set.of("name", "arguments"));
    return new Action.OtherTool(fields.line("name"), arguments(fields));
  }

  private static String arguments(Fields fields) throws MalformedException {
    JsonNode arguments = fields.node("arguments");
    if (!arguments.isObject()) {
      throw new MalformedException("\"arguments\" is no JSON object");
    }
    return arguments.toString();
  }
}
