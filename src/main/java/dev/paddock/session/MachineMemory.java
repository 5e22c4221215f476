package dev.paddock.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The machine's memory, from which the limits follow that nobody set.
 *
 * @param total bytes, as /proc/meminfo tells them
 */
record MachineMemory(long total) {
  private static final long GIB = 1L << 30;

  static MachineMemory read() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
      if (line.startsWith("MemTotal:")) {
        String kib = line.substring("MemTotal:".length()).replace("kB", "").strip();
        return new MachineMemory(Long.parseLong(kib) * 1024);
      }
    }
    throw new IOException("/proc/meminfo has no line MemTotal");
  }

  /** What one process may have: an eighth of the machine, but two GiB at least. */
  long perProcess() {
    return Math.max(2 * GIB, total / 8);
  }

  /**
   * What all that lives in memory may take (/tmp, copy-on-write layers): half of the machine, as
   * tmpfs has it.
   */
  long scratch() {
    return total / 2;
  }
}
