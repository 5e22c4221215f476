package dev.paddock.promises;

import java.io.IOException;

/** kill(1). */
final class Signal {
  private Signal() {}

  static void send(String name, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start().waitFor();
  }
}
