package dev.paddock.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** Makes FIFOs, which the JDK can't. */
final class Fifo {
  private Fifo() {}

  static void make(Path path) throws Exception {
    Process made = new ProcessBuilder("mkfifo", path.toString()).inheritIO().start();
    assertThat(made.waitFor()).isZero();
  }
}
