package dev.paddock.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What every program does that Paddock knows. */
final class Catalogue {
  private static final Set<String> TOOLS = new HashSet<>();
  private static final Set<String> PLAIN = new HashSet<>();
  private static final Map<String, CommandModel> MODELS = load();

  private Catalogue() {}

  static Optional<CommandModel> find(String name) {
    return Optional.ofNullable(MODELS.get(name));
  }

  /** The program as {@code commands.txt} describes it, for a model that does more than that. */
  static CommandModel table(String name) {
    return Tables.ALL.getOrDefault(name, call -> Flow.NOTHING);
  }

  /** Loaded before the models that refer to it. */
  private static final class Tables {
    static final Map<String, CommandModel> ALL = new HashMap<>();

    static {
      for (Block block : blocks("commands.txt", "command")) {
        TableModel model = new TableModel(CommandTable.read(block.lines()));
        block.names().forEach(name -> ALL.put(name, model));
      }
    }
  }

  /** One model for several names. */
  static void put(Map<String, CommandModel> models, CommandModel model, String... names) {
    for (String name : names) {
      models.put(name, model);
    }
  }

  /** Whether a program reads no variables but those that are known to matter. */
  static boolean isPlain(String name) {
    return PLAIN.contains(name);
  }

  private static Map<String, CommandModel> load() {
    Map<String, CommandModel> models = new HashMap<>(Tables.ALL);
    for (Block block : blocks("tools.txt", "tool")) {
      TOOLS.addAll(block.names());
      ToolModel model = new ToolModel(ToolTable.read(block.lines()));
      block.names().forEach(name -> models.put(name, model));
    }
    BuiltinModels.add(models);
    VariableModels.add(models);
    FileModels.add(models);
    TextModels.add(models);
    PLAIN.addAll(models.keySet());
    PLAIN.removeAll(TOOLS);
    PLAIN.addAll(List.of("find", "git", "fd"));
    WrapperModels.add(models);
    ShellModels.add(models);
    LanguageModels.add(models);
    HttpModels.add(models);
    SocketModels.add(models);
    RemoteModels.add(models);
    SystemModels.add(models);
    PackageModels.add(models);
    DatabaseModels.add(models);
    models.put("fd", new FdModel());
    models.put("fdfind", new FdModel());
    models.put("find", new FindModel());
    models.put("gfind", new FindModel());
    models.put("git", new GitModel());
    return Map.copyOf(models);
  }

  /** A heading and the lines below it. */
  record Block(List<String> names, List<String> lines) {}

  static List<Block> blocks(String resource, String heading) {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (String line : text(resource).lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith(heading + " ")) {
        lines = new ArrayList<>();
        blocks.add(
            new Block(List.of(line.substring(heading.length()).trim().split("\\s+")), lines));
      } else {
        lines.add(line);
      }
    }
    return blocks;
  }

  private static String text(String resource) {
    try (InputStream in = Catalogue.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
