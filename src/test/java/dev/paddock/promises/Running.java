package dev.paddock.promises;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A call that has been started. Whatever happens, it and all that it started end within a minute.
 */
final class Running implements AutoCloseable {
  private static final int LONGEST_SECONDS = 60;

  private final Process process;
  private final Collector out;
  private final Collector err;

  Running(ProcessBuilder builder, byte[] input) throws IOException {
    process = builder.start();
    out = new Collector(process.getInputStream());
    err = new Collector(process.getErrorStream());
    Thread.ofVirtual().start(() -> write(input));
  }

  long pid() {
    return process.pid();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String outSoFar() {
    return out.text();
  }

  String errSoFar() {
    return err.text();
  }

  /** Waits until something is so, which must happen some time. */
  void await(String what, BooleanSupplier condition) throws InterruptedException {
    Eventually.is(what, condition, () -> "\nout: " + out.text() + "\nerr: " + err.text());
  }

  void awaitOut(String text) throws InterruptedException {
    await("the output \"" + text + "\"", () -> out.text().contains(text));
  }

  void signal(String name) throws IOException, InterruptedException {
    Signal.send(name, pid());
  }

  Result end() throws InterruptedException {
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      close();
      throw new AssertionError(
          "did not end in " + LONGEST_SECONDS + " s\nout: " + out.text() + "\nerr: " + err.text());
    }
    out.join();
    err.join();
    return new Result(process.exitValue(), out.bytes(), err.text());
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private void write(byte[] input) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    } catch (IOException e) {
      // It ended without reading everything.
    }
  }

  /** Reads a stream to its end. */
  private static final class Collector {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Thread thread;

    Collector(InputStream stream) {
      thread =
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    byte[] buffer = new byte[65_536];
                    try {
                      for (int n = stream.read(buffer); n > 0; n = stream.read(buffer)) {
                        add(buffer, n);
                      }
                    } catch (IOException e) {
                      // Its process was killed.
                    }
                  });
    }

    void join() throws InterruptedException {
      thread.join(TimeUnit.SECONDS.toMillis(LONGEST_SECONDS));
      if (thread.isAlive()) {
        throw new AssertionError("something that was started still holds the output open");
      }
    }

    synchronized byte[] bytes() {
      return bytes.toByteArray();
    }

    String text() {
      return new String(bytes(), StandardCharsets.UTF_8);
    }

    private synchronized void add(byte[] buffer, int count) {
      bytes.write(buffer, 0, count);
    }
  }
}
