package dev.paddock.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The few lines of shell that bubblewrap starts, and that start the command: they report that the
 * sandbox stands, and in a session with a terminal they are its session leader, so that job control
 * works for the command as it does outside.
 */
final class StartScript {
  private StartScript() {}

  /**
   * Returns the script. The command's words are part of it, so that neither bubblewrap's limit of
   * 9,000 arguments counts them nor /proc/1/cmdline shows them.
   *
   * @param terminal whether the session has a terminal
   */
  static String text(List<String> command, boolean terminal) {
    StringBuilder text = new StringBuilder("set --");
    for (String word : command) {
      text.append(" '").append(word.replace("'", "'\\''")).append('\'');
    }
    return text.append('\n')
        .append(read(terminal ? "start-with-terminal.sh" : "start.sh"))
        .toString();
  }

  private static String read(String resource) {
    try (InputStream in = StartScript.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The resource " + resource + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
