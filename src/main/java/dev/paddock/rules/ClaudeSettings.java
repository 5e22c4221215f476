package dev.paddock.rules;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The settings files of Claude Code whose {@code autoMode} counts: the organisation's and the
 * user's. A project's ({@code .claude/settings.json}, {@code .claude/settings.local.json}) are not
 * among them, as with Claude Code itself.
 *
 * @param managed the organisation's folder
 * @param user the user's file
 * @param project what an agent may write to: a file in it does not count, however it is reached
 */
public record ClaudeSettings(Path managed, Path user, Path project) {
  private static final Path MANAGED = Path.of("/etc/claude-code");
  private static final String FOLDER_VARIABLE = "CLAUDE_CONFIG_DIR";

  /**
   * Finds the files of a user on this machine.
   *
   * @param environment CLAUDE_CONFIG_DIR counts if it is absolute
   */
  public static ClaudeSettings of(Path home, Map<String, String> environment, Path project) {
    String folder = environment.getOrDefault(FOLDER_VARIABLE, "");
    Path user = folder.startsWith("/") ? Path.of(folder) : home.resolve(".claude");
    return new ClaudeSettings(MANAGED, user.resolve("settings.json"), project);
  }

  /**
   * Reads them in the order that Claude Code has: the organisation's file, its further files by
   * name, the user's. A file that can't be read, or not wholly, adds no exception and takes no
   * built-in denial away; what it denies counts as far as it can be read.
   */
  public ClaudeAutoMode read() {
    ClaudeSettingsReader reader = new ClaudeSettingsReader(project);
    reader.read(managed.resolve("managed-settings.json"));
    Path more = managed.resolve("managed-settings.d");
    try {
      files(more).forEach(reader::read);
    } catch (IOException e) {
      reader.broken(more, "it can't be listed (" + e.getClass().getSimpleName() + ")");
    }
    reader.read(user);
    return reader.result();
  }

  private static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path file : all) {
        String name = file.getFileName().toString();
        if (name.endsWith(".json") && !name.startsWith(".")) {
          files.add(file);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(files);
    return files;
  }
}
