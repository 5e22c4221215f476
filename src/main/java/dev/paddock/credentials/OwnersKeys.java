package dev.paddock.credentials;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Keys from where their owner keeps them. A key stays in memory for a minute at most, and no longer
 * than it is accepted; several that want the same one at the same time ask once. Thread-safe.
 */
public final class OwnersKeys implements KeyStore {
  private static final Duration KEPT = Duration.ofSeconds(60);

  /** Not a record: its text would hold the key. */
  private static final class Held {
    private final String key;
    private final long untilMillis;

    Held(String key, long untilMillis) {
      this.key = key;
      this.untilMillis = untilMillis;
    }
  }

  private final KeyReader reader;
  private final InstantSource clock;
  private final ConcurrentMap<Credential, CompletableFuture<Held>> held = new ConcurrentHashMap<>();

  /** Makes a store that reads through the given reader. */
  public OwnersKeys(KeyReader reader) {
    this(reader, InstantSource.system());
  }

  OwnersKeys(KeyReader reader, InstantSource clock) {
    this.reader = reader;
    this.clock = clock;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // whose future it is that is in the map is the question
  public String key(Credential credential) throws CredentialException {
    CompletableFuture<Held> mine = new CompletableFuture<>();
    CompletableFuture<Held> current =
        held.compute(credential, (_, known) -> known == null || isOver(known) ? mine : known);
    if (current == mine) {
      read(credential, mine);
    }
    try {
      return current.join().key;
    } catch (CompletionException e) {
      if (e.getCause() instanceof CredentialException cause) {
        throw new CredentialException(String.valueOf(cause.getMessage()));
      }
      throw e;
    }
  }

  @Override
  public void rejected(Credential credential) {
    held.computeIfPresent(credential, (_, known) -> known.isDone() ? null : known);
  }

  /** A failure is told to those who waited for it, and the next one tries anew. */
  private void read(Credential credential, CompletableFuture<Held> result) {
    try {
      String key = reader.read(credential);
      result.complete(new Held(key, clock.millis() + KEPT.toMillis()));
    } catch (CredentialException | RuntimeException e) {
      held.remove(credential, result);
      result.completeExceptionally(e);
    }
  }

  private boolean isOver(CompletableFuture<Held> known) {
    return known.isDone()
        && (known.isCompletedExceptionally() || clock.millis() >= known.join().untilMillis);
  }

  /** Tells how many keys are asked for or held; never the keys. */
  @Override
  public String toString() {
    return "OwnersKeys[" + held.size() + "]";
  }
}
