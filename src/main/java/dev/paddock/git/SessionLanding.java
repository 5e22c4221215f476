package dev.paddock.git;

import dev.paddock.linux.UntrustedFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lands one living session's git folders: again and again while it runs, and at the end. One thread
 * looks at the copies' refs four times a second, which costs some stat calls, and lands when they
 * have been the same twice after a change.
 */
final class SessionLanding implements AutoCloseable {
  /** Says on disk that only the owner's word lands this session's work. */
  static final String ASK = "ask";

  private static final int MILLIS = 250;

  /** A long rebase is not waited for. */
  private static final int MOST_ROUNDS = 8;

  private final Path place;
  private final String session;
  private final boolean automatic;
  private final FileChannel alive;
  private final List<Landing> landings = new ArrayList<>();
  private final Set<String> landed = new LinkedHashSet<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private @Nullable Thread watching;
  private boolean begun;
  private boolean finished;

  private SessionLanding(Path place, String session, boolean automatic, FileChannel alive) {
    this.place = place;
    this.session = session;
    this.automatic = automatic;
    this.alive = alive;
  }

  static SessionLanding begin(Path place, String session, boolean automatic) throws IOException {
    if (!automatic) {
      Files.createFile(place.resolve(ASK));
    }
    return new SessionLanding(place, session, automatic, SessionPlaces.live(place));
  }

  Path place() {
    return place;
  }

  void add(KeptFolder folder) {
    landings.add(new Landing(folder, session));
  }

  /** What the copies' configurations are now is what the session begins with. */
  void settingsChanged() throws IOException {
    for (Landing landing : landings) {
      landing.settingsChanged();
    }
  }

  void start() {
    begun = true;
    if (automatic && !landings.isEmpty()) {
      watching = Thread.ofPlatform().daemon().name("git-landing").start(this::watch);
    }
  }

  LandingReport finish() {
    endWatching();
    finished = true;
    List<String> told = new ArrayList<>();
    boolean complete = true;
    for (Landing landing : landings) {
      try (FileChannel _ = SessionPlaces.turn(place)) {
        if (automatic) {
          LandingReport report = landing.land(true);
          landed.addAll(report.landed());
          told.addAll(report.told());
          complete &= report.told().stream().noneMatch(text -> text.contains(place.toString()));
        } else if (!landing.pending().isEmpty()) {
          complete = false;
          landing.pending().forEach(what -> told.add(what + " waits: paddock land " + session));
        }
      } catch (IOException | RuntimeException e) {
        complete = false;
        told.add(
            "what was done in %s could not land (%s); it is kept: paddock land %s tries again"
                .formatted(landing.copy(), e.getMessage(), session));
      }
    }
    close();
    if (complete) {
      try {
        Leftovers.remove(place);
      } catch (IOException e) {
        told.add(place + " can't be removed: " + e.getMessage());
      }
    }
    return new LandingReport(List.copyOf(landed), told);
  }

  /**
   * Ends the watching. A session that never started has nothing to land, and leaves nothing; what
   * one did that started and was not finished stays on disk, as after a kill.
   */
  @Override
  public void close() {
    endWatching();
    try {
      alive.close();
      if (!finished && !begun) {
        Leftovers.remove(place);
      }
    } catch (IOException e) {
      // Found by the next session, which has the same to do.
    }
    finished = true;
  }

  private void endWatching() {
    end.countDown();
    Thread thread = watching;
    if (thread != null) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void watch() {
    long seen = fingerprint();
    int roundsSinceChange = 0;
    try {
      while (!end.await(MILLIS, TimeUnit.MILLISECONDS)) {
        long now = fingerprint();
        if (now != seen || roundsSinceChange > 0) {
          roundsSinceChange++;
        }
        if (roundsSinceChange > 0 && (now == seen || roundsSinceChange == MOST_ROUNDS)) {
          roundsSinceChange = 0;
          landAll();
        }
        seen = now;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void landAll() {
    for (Landing landing : landings) {
      try (FileChannel _ = SessionPlaces.turn(place)) {
        landed.addAll(landing.land(false).landed());
      } catch (IOException | RuntimeException e) {
        // Told at the end, where it is tried again.
      }
    }
  }

  /** Changes when a ref, a HEAD or a packed ref does: git replaces their files. */
  private long fingerprint() {
    long sum = 17;
    for (Landing landing : landings) {
      try (UntrustedFolder folder = UntrustedFolder.open(landing.copy())) {
        sum = 31 * sum + Fingerprint.of(folder);
      } catch (IOException e) {
        sum = 31 * sum + 1;
      }
    }
    return sum;
  }
}
