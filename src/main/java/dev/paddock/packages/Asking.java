package dev.paddock.packages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a client in an empty folder of its own, with nothing to read, and no more of the environment
 * than what configures it.
 */
final class Asking {
  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final List<String> ALWAYS =
      List.of("HOME", "LANG", "LC_ALL", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME");

  private final Client client;
  private final Machine machine;
  private final Path folder;
  private final int seconds;

  /**
   * @param folder empty, of this asking alone; its parent is, too
   * @param seconds how long the client may take
   */
  Asking(Client client, Machine machine, Path folder, int seconds) {
    this.client = client;
    this.machine = machine;
    this.folder = folder;
    this.seconds = seconds;
  }

  /** What a program printed, and how it ended. */
  record Output(int status, String out, String errors) {
    /**
     * Returns what it printed.
     *
     * @throws IOException if it failed
     */
    String orFail() throws IOException {
      if (status != 0) {
        String first = errors.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        throw new IOException("it ended with status " + status + " (" + first.strip() + ")");
      }
      return out;
    }
  }

  /** Puts a file into the folder. */
  Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  /**
   * Runs a program.
   *
   * @param more variables on top, for this run
   * @throws IOException if it can't be started, or takes too long
   */
  Output run(Path program, Map<String, String> more, List<String> arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder.toAbsolutePath().getParent(), "out", "");
    Path errors = Files.createTempFile(folder.toAbsolutePath().getParent(), "err", "");
    ProcessBuilder builder = new ProcessBuilder(program.toString());
    builder.command().addAll(arguments);
    builder.directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment());
    builder.environment().putAll(more);
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectOutput(out.toFile());
    builder.redirectError(errors.toFile());
    Process process = builder.start();
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        throw new IOException("it did not answer within " + seconds + " seconds");
      }
      return new Output(process.exitValue(), read(out), read(errors));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Map<String, String> environment() {
    Map<String, String> kept = new HashMap<>();
    machine
        .environment()
        .forEach(
            (name, value) -> {
              if (ALWAYS.contains(name) || configures(client, name)) {
                kept.put(name, value);
              }
            });
    kept.put("HOME", machine.home().toString());
    kept.put("PATH", machine.searchPath());
    return kept;
  }

  /** Tells whether a variable configures a client. */
  static boolean configures(Client client, String variable) {
    for (String prefix : client.variables()) {
      if (variable.regionMatches(true, 0, prefix, 0, prefix.length())) {
        return true;
      }
    }
    return false;
  }

  private static String read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    }
  }
}
