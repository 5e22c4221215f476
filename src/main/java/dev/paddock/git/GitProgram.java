package dev.paddock.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Asks the owner's git for configuration, which executes nothing that the configuration names.
 * Thread-safe.
 */
final class GitProgram {
  private static final int SECONDS = 10;
  private static final int MOST_BYTES = 16 << 20;

  private final Map<String, String> environment;
  private final List<Path> untrusted;

  /**
   * @param environment the owner's
   * @param untrusted folders from which no program is taken, although PATH may name them
   */
  GitProgram(Map<String, String> environment, List<Path> untrusted) {
    this.environment = Map.copyOf(environment);
    this.untrusted = List.copyOf(untrusted);
  }

  /**
   * Returns all settings in force for a git folder.
   *
   * @throws GitException if git is missing, or can't read them
   */
  List<GitSetting> settings(Path gitFolder) throws GitException {
    String text =
        run("--git-dir=" + gitFolder, "config", "--list", "-z", "--show-scope", "--includes");
    List<GitSetting> settings = new ArrayList<>();
    String[] parts = text.split("\0", -1);
    for (int i = 0; i + 1 < parts.length; i += 2) {
      setting(parts[i], parts[i + 1], settings);
    }
    return settings;
  }

  /** Returns the settings of one file, without those that it includes. */
  List<GitSetting> settingsOf(Path file) throws GitException {
    List<GitSetting> settings = new ArrayList<>();
    for (String part :
        run("config", "--list", "-z", "--no-includes", "--file", file.toString()).split("\0", -1)) {
      setting("worktree", part, settings);
    }
    return settings;
  }

  private static void setting(String scope, String text, List<GitSetting> settings) {
    int end = text.indexOf('\n');
    String key = end < 0 ? text : text.substring(0, end);
    if (key.indexOf('.') > 0) {
      // A name alone means true (git-config(1), SYNTAX).
      settings.add(new GitSetting(scope, key, end < 0 ? "true" : text.substring(end + 1)));
    }
  }

  private String run(String... arguments) throws GitException {
    List<String> line = new ArrayList<>(List.of(program().toString()));
    line.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).directory(Path.of("/").toFile());
    builder.environment().clear();
    environment.forEach(
        (name, value) -> {
          if (!name.startsWith("GIT_")) {
            builder.environment().put(name, value);
          }
        });
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      // An include of a FIFO would let git, and whoever reads what it says, wait for ever.
      Thread limit = Thread.ofVirtual().start(() -> endLater(process));
      try {
        process.getOutputStream().close();
        byte[] out = process.getInputStream().readNBytes(MOST_BYTES);
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
          throw new GitException("git can't read its configuration");
        }
        return new String(out, StandardCharsets.UTF_8);
      } finally {
        limit.interrupt();
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new GitException("git can't be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GitException("Interrupted", e);
    }
  }

  private static void endLater(Process process) {
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it has ended
    }
  }

  private Path program() throws GitException {
    for (String entry : environment.getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
      Path program = Path.of(entry.startsWith("/") ? entry : "/").resolve("git").normalize();
      if (entry.startsWith("/")
          && Files.isExecutable(program)
          && untrusted.stream().noneMatch(program::startsWith)) {
        return program;
      }
    }
    throw new GitException("git is not in PATH");
  }
}
