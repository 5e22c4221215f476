package dev.paddock.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the launcher script says about itself in system properties.
 *
 * @param java the program that runs this JVM, and the init stage's
 * @param root the checkout that the launcher lies in
 * @param checkout where the launcher keeps what it knows of that checkout
 * @param initCache the init stage's AOT cache
 */
public record Launcher(
    Path java, Optional<Path> root, Optional<Path> checkout, Optional<Path> initCache) {
  /** Reads the system properties; without a launcher, as in tests, the JVM's own home counts. */
  public static Launcher ofThisProcess() {
    String java = System.getProperty("paddock.java", System.getProperty("java.home") + "/bin/java");
    return new Launcher(
        Path.of(java), path("paddock.root"), path("paddock.checkout"), path("paddock.init.cache"));
  }

  /** Returns the command line of the init stage. */
  List<String> initCommand() {
    return command("dev.paddock.sandbox.InitStage");
  }

  /** Returns the command line of the helper that makes further sockets in a session's network. */
  List<String> socketCommand() {
    return command("dev.paddock.sandbox.SocketStage");
  }

  private List<String> command(String main) {
    List<String> line = new ArrayList<>();
    line.add(java.toString());
    line.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xint", // it lives for a twentieth of a second: compiling costs more than it saves
            "-XX:-UsePerfData",
            "-XX:-MaxFDLimit",
            "-Xmx64m",
            "--enable-native-access=ALL-UNNAMED"));
    initCache.ifPresent(cache -> line.add("-XX:AOTCache=" + cache));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    return line;
  }

  private static Optional<Path> path(String property) {
    return Optional.ofNullable(System.getProperty(property)).map(Path::of);
  }
}
