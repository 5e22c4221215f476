package dev.paddock.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The project's instructions to agents, as they are when a session starts. They may narrow what the
 * agent may do; they are nobody's consent, since whoever can commit can write them.
 */
final class InstructionFiles {
  private static final int LARGEST = 32 * 1024;
  private static final List<String> NAMES =
      List.of(
          "CLAUDE.md",
          ".claude/CLAUDE.md",
          "AGENTS.md",
          "GEMINI.md",
          ".github/copilot-instructions.md",
          ".cursorrules");

  private InstructionFiles() {}

  /**
   * Returns the texts of those that are there, each with its name; what can't be read is left out.
   */
  static List<String> read(Path project) {
    List<String> texts = new ArrayList<>();
    for (String name : NAMES) {
      Path file = project.resolve(name);
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        try (InputStream in = Files.newInputStream(file)) {
          String text = new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8);
          if (!text.isBlank()) {
            texts.add(name + ":\n" + text);
          }
        } catch (IOException e) {
          // A file that nobody can read instructs nobody.
        }
      }
    }
    return texts;
  }
}
