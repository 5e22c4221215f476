package dev.paddock.session;

import dev.paddock.linux.Descriptor;
import dev.paddock.linux.ExitStatus;
import dev.paddock.linux.LinuxException;
import dev.paddock.linux.PidDescriptor;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the script that starts the command inside: when the command is about to start, and
 * when it was stopped. What comes on this socket is not to be trusted, and grants nothing.
 *
 * <p>Invariant: {@code command} is set before the script is told to go on, so that a command that
 * has run can be asked for.
 */
final class JobControl {
  private final Descriptor status;
  private final SignalForwarding signals;
  private final @Nullable TerminalRelay relay;
  private final Standing standing;
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile boolean started;
  private volatile @Nullable PidDescriptor command;

  JobControl(
      Descriptor status,
      SignalForwarding signals,
      @Nullable TerminalRelay relay,
      Standing standing) {
    this.status = status;
    this.signals = signals;
    this.relay = relay;
    this.standing = standing;
  }

  /** What there is to do when the sandbox stands, before the command may start. */
  interface Standing {
    void reached() throws IOException;
  }

  /** Listens until the socket ends. */
  void listen() {
    byte[] word = new byte[1];
    try {
      while (status.read(word) == 1) {
        switch (word[0]) {
          case 'r' -> starts();
          case 's' -> stopped();
          default -> {
            return;
          }
        }
      }
    } catch (IOException e) {
      // The other end is gone: the session is over.
    } finally {
      end.countDown();
    }
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

  /**
   * Returns how the command itself ended, as far as the kernel tells somebody who is not its
   * parent.
   */
  Optional<ExitStatus> commandStatus() {
    PidDescriptor known = command;
    return known == null ? Optional.empty() : known.exitStatus();
  }

  private void starts() throws IOException {
    if (!started) {
      standing.reached();
      try {
        command = PidDescriptor.open(signals.command());
      } catch (LinuxException e) {
        command = null; // then only its shell's word for its end is known
      }
      started = true;
    }
    goOn();
  }

  private void stopped() throws LinuxException {
    if (relay != null) {
      relay.stopUntilContinued();
      goOn();
    }
  }

  private void goOn() throws LinuxException {
    status.write(new byte[] {'\n'}, 0, 1);
  }
}
