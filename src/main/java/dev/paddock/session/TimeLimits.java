package dev.paddock.session;

import dev.paddock.linux.Signals;
import dev.paddock.profile.Sourced;
import dev.paddock.profile.TimeLimit;
import dev.paddock.sandbox.SandboxProcess;
import java.time.Duration;
import java.util.Optional;

/**
 * Ends a session that lasts too long: SIGTERM first, and SIGKILL to everything ten seconds later.
 */
final class TimeLimits {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private TimeLimits() {}

  static void start(
      Optional<Sourced<TimeLimit>> limit,
      SignalForwarding signals,
      SandboxProcess process,
      Notices notices) {
    if (limit.isPresent() && limit.get().value() instanceof TimeLimit.After(Duration duration)) {
      Background.run(
          "time-limit",
          () -> {
            if (sleep(duration)) {
              notices.error("the time limit of " + duration.toSeconds() + " s is over");
              signals.forward(Signals.SIGTERM);
              if (sleep(GRACE)) {
                process.kill();
              }
            }
          });
    }
  }

  private static boolean sleep(Duration duration) {
    try {
      Thread.sleep(duration);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
