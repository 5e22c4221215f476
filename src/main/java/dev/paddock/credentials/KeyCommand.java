package dev.paddock.credentials;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Runs an owner's program that prints a key: without a shell, in HOME, with nothing to read.
 * Thread-safe.
 */
final class KeyCommand {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);
  private static final int LONGEST_ERROR = 200;

  private final Map<String, String> environment;
  private final Path home;
  private final Path project;
  private final Duration patience;

  KeyCommand(Map<String, String> environment, Path home, Path project, Duration patience) {
    this.environment = Map.copyOf(environment);
    this.home = home;
    this.project = project;
    this.patience = patience;
  }

  /**
   * Returns what the program prints, one byte more than a key may have at most.
   *
   * @param subject what an error's message begins with
   */
  byte[] run(String subject, List<String> words) throws CredentialException {
    List<String> line = new ArrayList<>(words);
    line.set(0, program(subject, words.getFirst()).toString());
    ProcessBuilder builder = new ProcessBuilder(line).directory(home.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectInput(Path.of("/dev/null").toFile());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new CredentialException(
          subject + words.getFirst() + " can't be started. Install it, or make it executable");
    }
    try {
      return output(subject, words.getFirst(), process);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CredentialException(subject + "the session ended while it was asked for");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private byte[] output(String subject, String program, Process process)
      throws CredentialException, InterruptedException {
    CompletableFuture<byte[]> out = reading(process.getInputStream());
    CompletableFuture<byte[]> errors = reading(process.getErrorStream());
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new CredentialException(
          subject
              + program
              + " did not answer within "
              + patience.toSeconds()
              + " seconds. It may wait for somebody; unlock its store first");
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    byte[] key = finished(out);
    if (process.exitValue() != 0) {
      throw new CredentialException(
          subject
              + program
              + " ended with status "
              + process.exitValue()
              + firstLine(finished(errors), key)
              + ". Run it yourself to see what it needs");
    }
    return key;
  }

  /** A program may leave one behind that holds its output open; what has come by then counts. */
  private static byte[] finished(CompletableFuture<byte[]> reading) {
    return reading.completeOnTimeout(new byte[0], 2, TimeUnit.SECONDS).join();
  }

  /** What it complains about is told, unless it printed a key as well, which it might repeat. */
  private static String firstLine(byte[] errors, byte[] printed) {
    String first =
        new String(errors, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .findFirst()
            .map(line -> line.strip().replaceAll("\\p{C}", "?"))
            .orElse("");
    if (first.isEmpty() || printed.length > 0) {
      return "";
    }
    return ": " + first.substring(0, Math.min(first.length(), LONGEST_ERROR));
  }

  private static CompletableFuture<byte[]> reading(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (stream) {
            byte[] bytes = stream.readNBytes(KeyReader.LARGEST + 1);
            stream.transferTo(OutputStream.nullOutputStream());
            return bytes;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        THREADS);
  }

  private Path program(String subject, String name) throws CredentialException {
    Optional<Path> program = name.startsWith("/") ? Optional.of(Path.of(name)) : onPath(name);
    if (program.isEmpty()) {
      throw new CredentialException(
          subject + name + " is not on PATH. Install it, or write its path from /");
    }
    return program.get();
  }

  /** PATH may name folders of the project, whose programs must not run outside. */
  private Optional<Path> onPath(String name) {
    for (String folder : environment.getOrDefault("PATH", "").split(":", -1)) {
      Path program = Path.of(folder.startsWith("/") ? folder : "/dev/null").resolve(name);
      if (Files.isExecutable(program) && Files.isRegularFile(program) && isOutside(program)) {
        return Optional.of(program);
      }
    }
    return Optional.empty();
  }

  private boolean isOutside(Path program) {
    try {
      return !program.normalize().startsWith(project) && !program.toRealPath().startsWith(project);
    } catch (IOException e) {
      return false;
    }
  }
}
