package dev.paddock.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The few lines of shell that bubblewrap starts, and that start the command: they report that the
 * sandbox stands, and in a session with a terminal they are its session leader, so that job control
 * works for the command as it does outside.
 */
final class StartScript {
  private StartScript() {}

  static List<String> command(List<String> command, boolean terminal) {
    List<String> line = new ArrayList<>();
    line.add(
        "/usr/bin/setsid"); // bubblewrap's own --new-session makes process 1 the leader, not the
    // command
    line.add("/bin/sh");
    line.add("-c");
    line.add(read(terminal ? "start-with-terminal.sh" : "start.sh"));
    line.add("paddock");
    line.addAll(command);
    return line;
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
