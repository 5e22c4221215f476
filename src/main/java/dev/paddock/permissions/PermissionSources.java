package dev.paddock.permissions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where permission rules are.
 *
 * @param files in the order in which they are told; not all exist
 * @param home absolute
 * @param project absolute
 * @param workingDirectory absolute
 */
public record PermissionSources(
    List<PermissionFile> files, Path home, Path project, Path workingDirectory) {
  /** Keeps a list that nobody changes. */
  public PermissionSources {
    files = List.copyOf(files);
  }

  /**
   * Finds the files of this machine that count in a folder.
   *
   * @param home real path
   * @param project real path
   * @param workingDirectory real path, in the project
   * @param etc the system's folder of settings
   * @param environment CLAUDE_CONFIG_DIR and CODEX_HOME count if they are absolute
   */
  public static PermissionSources find(
      Path home, Path project, Path workingDirectory, Path etc, Map<String, String> environment) {
    List<PermissionFile> files = new ArrayList<>();
    Path managed = etc.resolve("claude-code");
    files.add(claude(Scope.MANAGED, managed.resolve("managed-settings.json"), managed));
    for (Path file : TextFile.list(managed.resolve("managed-settings.d"), ".json")) {
      files.add(claude(Scope.MANAGED, file, managed));
    }
    Path own = folder(environment, "CLAUDE_CONFIG_DIR", home.resolve(".claude"));
    files.add(claude(Scope.USER, own.resolve("settings.json"), own));
    Set<Path> folders = new LinkedHashSet<>(List.of(project, workingDirectory));
    for (Path folder : folders) {
      if (!folder.resolve(".claude").equals(own)) {
        Path settings = folder.resolve(".claude");
        files.add(claude(Scope.PROJECT, settings.resolve("settings.json"), folder));
        files.add(claude(Scope.LOCAL, settings.resolve("settings.local.json"), workingDirectory));
      }
    }
    Path codex = folder(environment, "CODEX_HOME", home.resolve(".codex"));
    add(Agent.CODEX, Scope.USER, codex.resolve("rules"), ".rules", files);
    for (Path folder : folders) {
      if (!folder.resolve(".codex").equals(codex)) {
        add(Agent.CODEX, Scope.PROJECT, folder.resolve(".codex/rules"), ".rules", files);
      }
    }
    Path policies = etc.resolve("gemini-cli/policies");
    add(Agent.GEMINI, Scope.MANAGED, policies, ".toml", files);
    add(Agent.GEMINI, Scope.USER, home.resolve(".gemini/policies"), ".toml", files);
    return new PermissionSources(files, home, project, workingDirectory);
  }

  /**
   * Returns the same with these files only. One that is not known counts as the owner's, unless it
   * lies in the project.
   *
   * @param named absolute
   * @throws IllegalArgumentException if a name does not tell which agent a file is for
   */
  public PermissionSources only(List<Path> named) {
    return new PermissionSources(
        named.stream().map(this::only).toList(), home, project, workingDirectory);
  }

  private PermissionFile only(Path file) {
    return files.stream()
        .filter(known -> known.file().equals(file))
        .findFirst()
        .orElseGet(
            () -> {
              Scope scope = file.startsWith(project) ? Scope.PROJECT : Scope.USER;
              return new PermissionFile(agent(file), scope, file, base(file, scope));
            });
  }

  /** A project's settings are in a folder of the folder that their paths are relative to. */
  private Path base(Path file, Scope scope) {
    Path folder = Optional.ofNullable(file.getParent()).orElse(workingDirectory);
    return scope == Scope.PROJECT && folder.endsWith(".claude")
        ? Optional.ofNullable(folder.getParent()).orElse(folder)
        : folder;
  }

  private static Agent agent(Path file) {
    String name = file.toString();
    if (name.endsWith(".json")) {
      return Agent.CLAUDE;
    }
    if (name.endsWith(".rules")) {
      return Agent.CODEX;
    }
    if (name.endsWith(".toml")) {
      return Agent.GEMINI;
    }
    throw new IllegalArgumentException(
        file
            + " does not tell by its name whose rules it holds."
            + " Known are .json (Claude Code), .rules (Codex) and .toml (Gemini CLI)");
  }

  private static PermissionFile claude(Scope scope, Path file, Path base) {
    return new PermissionFile(Agent.CLAUDE, scope, file, base);
  }

  private static void add(
      Agent agent, Scope scope, Path folder, String end, List<PermissionFile> files) {
    for (Path file : TextFile.list(folder, end)) {
      files.add(new PermissionFile(agent, scope, file, folder));
    }
  }

  private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
    String value = environment.getOrDefault(variable, "");
    return value.startsWith("/") ? Path.of(value).normalize() : otherwise;
  }
}
