package dev.paddock.session;

import dev.paddock.linux.Descriptor;
import dev.paddock.linux.LinuxException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the script that starts the command inside: whether the sandbox stands, and when the
 * command was stopped. What comes on this socket is not to be trusted, and grants nothing.
 */
final class JobControl {
  private final Descriptor status;
  private final @Nullable TerminalRelay relay;
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile boolean started;

  JobControl(Descriptor status, @Nullable TerminalRelay relay) {
    this.status = status;
    this.relay = relay;
  }

  void start() {
    Thread thread = new Thread(this::listen, "job-control");
    thread.setDaemon(true);
    thread.start();
  }

  /** Tells, once everything inside has ended, whether the command was reached at all. */
  boolean wasStarted() {
    try {
      var _ = end.await(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return started;
  }

  private void listen() {
    byte[] word = new byte[1];
    try {
      while (status.read(word) == 1) {
        switch (word[0]) {
          case 'r' -> started = true;
          case 's' -> stopped();
          default -> {
            return;
          }
        }
      }
    } catch (LinuxException e) {
      // The other end is gone: the session is over.
    } finally {
      end.countDown();
    }
  }

  private void stopped() throws LinuxException {
    if (relay != null) {
      relay.stopUntilContinued();
      status.write(new byte[] {'\n'}, 0, 1);
    }
  }
}
