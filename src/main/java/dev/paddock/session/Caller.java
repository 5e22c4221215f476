package dev.paddock.session;

import dev.paddock.linux.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who called, from where: what a session takes from the process that starts it.
 *
 * @param home the home directory, real path
 * @param workingDirectory real path
 * @param environment as the caller's shell gave it
 * @param terminals which of 0, 1, 2 are terminals
 */
public record Caller(
    int uid,
    int gid,
    Path home,
    Path workingDirectory,
    Map<String, String> environment,
    List<Integer> terminals) {
  /**
   * The launcher changes some variables for the JVM, and keeps the caller's own values under this
   * prefix.
   */
  private static final String CALLERS = "PADDOCK_CALLERS_";

  /** Looks at this process. */
  public static Caller ofThisProcess() throws IOException {
    Map<String, String> environment = environmentOfThisProcess();
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    if (!home.startsWith("/") || home.matches("/+") || !Files.isDirectory(Path.of(home))) {
      throw new IOException(
          "HOME is \"" + home + "\", which is no home directory. Set HOME to yours.");
    }
    List<Integer> terminals = new ArrayList<>();
    for (int descriptor = 0; descriptor <= 2; descriptor++) {
      if (Terminal.isTerminal(descriptor)) {
        terminals.add(descriptor);
      }
    }
    return new Caller(
        (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid"),
        (int) Files.getAttribute(Path.of("/proc/self"), "unix:gid"),
        Path.of(home).toRealPath(),
        Path.of("").toRealPath(),
        environment,
        List.copyOf(terminals));
  }

  /** Tells whether the caller is root, whom many limits of the kernel don't bind. */
  public boolean isRoot() {
    return uid == 0;
  }

  private static Map<String, String> environmentOfThisProcess() throws IOException {
    Map<String, String> environment = RawWords.environment();
    Map.copyOf(environment)
        .forEach(
            (name, value) -> {
              if (name.startsWith(CALLERS)) {
                environment.remove(name);
                environment.remove(name.substring(CALLERS.length()));
                if (!value.isEmpty()) {
                  environment.put(name.substring(CALLERS.length()), value);
                }
              }
            });
    return Map.copyOf(environment);
  }
}
