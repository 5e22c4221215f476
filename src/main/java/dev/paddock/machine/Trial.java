package dev.paddock.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that was run to see whether something works.
 *
 * @param output what it printed, both streams, at most a few lines
 */
record Trial(boolean succeeded, String output) {
  private static final long SECONDS = 20;
  private static final int MOST_OUTPUT = 2000;

  /** Runs a program of the system, with an empty environment, and waits for it. */
  static Trial of(String... command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(List.of(command));
      builder.environment().clear();
      builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
      builder.environment().put("LC_ALL", "C");
      Path output = Files.createTempFile("paddock-trial", ".txt");
      try {
        Process process =
            builder
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        if (!ended) {
          process.destroyForcibly();
          return new Trial(false, "no answer within " + SECONDS + " s");
        }
        String text = Files.readString(output, StandardCharsets.ISO_8859_1).strip();
        return new Trial(
            process.exitValue() == 0, text.substring(0, Math.min(MOST_OUTPUT, text.length())));
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      return new Trial(false, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Trial(false, "interrupted");
    }
  }

  /** The last line is where programs say what went wrong. */
  String lastLine() {
    return output.lines().reduce("no output", (_, line) -> line);
  }
}
