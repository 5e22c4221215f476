package dev.paddock.linux;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM of its own, for what changes the process it happens in.
 *
 * @param status the exit status; 128 plus the number for a death by signal
 */
record ChildJvm(int status, String output) {
  /** Runs a class with a main method and waits for its end. */
  static ChildJvm run(Class<?> program, String... arguments) throws Exception {
    return run(List.of(), program, arguments);
  }

  /** Runs it through another command, which is put in front. */
  static ChildJvm run(List<String> before, Class<?> program, String... arguments) throws Exception {
    List<String> line = new ArrayList<>(before);
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(
        List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    line.addAll(List.of(arguments));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new ChildJvm(process.waitFor(), output);
  }
}
