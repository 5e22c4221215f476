package dev.paddock.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Lines of shell, for what Java has no call for: a second opinion that shares no code. */
final class Shell {
  private Shell() {}

  /** Runs a script in a folder; returns what it printed. It must succeed. */
  static String run(Path folder, String script, String... arguments) throws Exception {
    String[] command = new String[arguments.length + 4];
    command[0] = "/bin/sh";
    command[1] = "-c";
    command[2] = script;
    command[3] = "sh";
    System.arraycopy(arguments, 0, command, 4, arguments.length);
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = output(process);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }
}
