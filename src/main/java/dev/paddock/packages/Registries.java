package dev.paddock.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Finds out which registries the machine's package managers are configured with, by user and
 * system. Nothing that a project brings along counts. Thread-safe.
 */
public final class Registries {
  private static final String FILE = "registries";
  private static final int SECONDS = 10;

  /** For what no stamp shows: another version behind a program that only starts it, say. */
  private static final Duration LIFETIME = Duration.ofDays(7);

  /** A client that failed may do better soon, and should not slow every start until then. */
  private static final Duration LIFETIME_OF_FAILURES = Duration.ofMinutes(10);

  private Registries() {}

  /**
   * Returns the registries: from the cache, which takes a millisecond or two, or by asking all
   * clients, which takes a second or so and never more than some thirty.
   *
   * @throws IOException if the folder for the cache can't be used
   */
  public static RegistryAnswer of(RegistryRequest request)
      throws IOException, InterruptedException {
    return of(request, Clients.ALL, SECONDS);
  }

  /** Returns what {@link #of} would answer without asking any client; empty if it would ask. */
  public static Optional<RegistryAnswer> cached(RegistryRequest request) {
    return cached(request, Clients.ALL);
  }

  static RegistryAnswer of(RegistryRequest request, List<Client> clients, int seconds)
      throws IOException, InterruptedException {
    Machine machine = new Machine(request);
    String stamps = Stamps.of(machine, clients);
    AnswerFile file = file(request);
    Optional<RegistryAnswer> cached = file.read(stamps, Instant.now());
    if (cached.isPresent()) {
      return cached.get();
    }
    Path folder = make(request.cacheFolder());
    Inquiry inquiry = Inquiry.make(machine, folder, clients, seconds);
    Duration lifetime = inquiry.isComplete() ? LIFETIME : LIFETIME_OF_FAILURES;
    // Taken before the clients were asked: a setting that changed meanwhile is seen next time.
    file.write(inquiry.answer(), stamps, Instant.now().plus(lifetime));
    return inquiry.answer();
  }

  static Optional<RegistryAnswer> cached(RegistryRequest request, List<Client> clients) {
    return file(request).read(Stamps.of(new Machine(request), clients), Instant.now());
  }

  private static AnswerFile file(RegistryRequest request) {
    return new AnswerFile(request.cacheFolder().resolve(FILE));
  }

  private static Path make(Path folder) throws IOException {
    return Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }
}
