package dev.paddock.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where something is mounted on this machine (proc_pid_mountinfo(5)). */
final class MountPoints {
  private static final Path TABLE = Path.of("/proc/self/mountinfo");
  private static final int POINT = 4;

  private MountPoints() {}

  /** Returns those below a folder, which an overlay of it does not show. */
  static List<String> below(String folder) throws IOException {
    return below(folder, Files.readAllLines(TABLE, java.nio.charset.StandardCharsets.ISO_8859_1));
  }

  /** A name with a blank or another escaped character is left out: none below /etc has one. */
  static List<String> below(String folder, List<String> table) {
    return table.stream()
        .map(line -> line.split(" ", -1))
        .filter(words -> words.length > POINT)
        .map(words -> words[POINT])
        .filter(point -> point.startsWith(folder + "/") && point.indexOf('\\') < 0)
        .distinct()
        .toList();
  }
}
