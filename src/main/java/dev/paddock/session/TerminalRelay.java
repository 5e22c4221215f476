package dev.paddock.session;

import dev.paddock.linux.Descriptor;
import dev.paddock.linux.LinuxException;
import dev.paddock.linux.Processes;
import dev.paddock.linux.Signals;
import dev.paddock.linux.Terminal;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Passes bytes between the caller's terminal and the session's own.
 *
 * <p>The caller's terminal is in raw mode while this process group is in its foreground, so that
 * every key, Ctrl-C and Ctrl-Z included, arrives at the session's terminal and means there what it
 * means there. In the background nothing is read and nothing changed: the kernel would stop us
 * (SIGTTIN, SIGTTOU), as it would any program.
 *
 * <p>Invariants: {@code saved} is set exactly while the caller's terminal is in raw mode; both
 * change under the lock only. Input is read by one thread, output by another; writing to a terminal
 * needs no lock.
 */
final class TerminalRelay implements AutoCloseable {
  private static final int BUFFER = 8192;
  private static final int LOOK_AGAIN_MILLISECONDS = 200;
  private static final long CONTINUED_WITHIN_NANOS = 400_000_000L;

  private final Descriptor outer;
  private final Terminal outerTerminal;
  private final Descriptor master;
  private final Terminal masterTerminal;
  private final TypedInput typed;
  private final Keys keys;
  private final int group;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Thread output = new Thread(this::relayOutput, "terminal-output");
  private Terminal.@Nullable Settings saved;
  private boolean suspended;

  /**
   * Takes over both sides.
   *
   * @param outer the caller's terminal
   * @param master the master of the session's terminal
   * @param keys tells whether what is typed is for the session now
   * @param typed is told what the person typed
   */
  TerminalRelay(Descriptor outer, Descriptor master, Keys keys, TypedInput typed)
      throws LinuxException {
    this.outer = outer;
    this.outerTerminal = Terminal.of(outer);
    this.master = master;
    this.masterTerminal = Terminal.of(master);
    this.keys = keys;
    this.typed = typed;
    this.group = Processes.group(0);
    masterTerminal.resize(outerTerminal.windowSize());
    if (isForeground()) { // else they are those of whoever is there, a shell's line editor say
      masterTerminal.apply(outerTerminal.settings());
    }
  }

  /** Starts relaying. */
  void start() throws LinuxException {
    takeOver();
    output.setDaemon(true);
    output.start();
    Background.run("terminal-input", this::relayInput);
  }

  /**
   * Takes the terminal over if this process group is in its foreground now; passes the window's
   * size on.
   */
  synchronized void takeOver() throws LinuxException {
    if (ended.get()) {
      return;
    }
    masterTerminal.resize(outerTerminal.windowSize());
    if (!suspended && saved == null && isForeground() && keys.areForTheSession()) {
      Terminal.Settings settings = outerTerminal.settings();
      outerTerminal.apply(settings.raw());
      saved = settings;
    }
  }

  /**
   * Gives the terminal back as it was; does nothing if it was not taken over or is somebody else's
   * now.
   */
  synchronized void giveBack() throws LinuxException {
    Terminal.Settings settings = saved;
    if (settings != null) {
      saved = null;
      if (isForeground()) {
        outerTerminal.apply(settings);
      }
    }
  }

  /** Sends SIGINT, SIGQUIT or SIGTSTP to the session's foreground job, as a key would. */
  void signal(int signal) throws LinuxException {
    masterTerminal.signalForeground(signal);
  }

  /**
   * Gives the terminal back and stops this process group, as Ctrl-Z does outside; returns when it
   * is continued. Until then nothing takes the terminal over: the stop may take a moment to reach
   * every thread.
   */
  void stopUntilContinued() throws LinuxException {
    synchronized (this) {
      suspended = true;
      giveBack();
    }
    Signals.restoreDefault(Signals.SIGTSTP);
    var _ = Processes.signal(0, Signals.SIGTSTP);
    awaitContinuation();
    continued();
  }

  /** Takes the terminal over again, if this process group has been brought to its foreground. */
  synchronized void continued() throws LinuxException {
    suspended = false;
    notifyAll();
    takeOver();
  }

  /**
   * No SIGCONT comes if there was no stop: the kernel ignores SIGTSTP for a group that nobody could
   * continue.
   */
  private synchronized void awaitContinuation() {
    try {
      long begun = System.nanoTime();
      while (suspended && System.nanoTime() - begun < CONTINUED_WITHIN_NANOS) {
        wait(LOOK_AGAIN_MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits until all output is out, and gives the terminal back. Everything inside must have ended.
   */
  @Override
  public void close() throws LinuxException {
    try {
      output.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (isTakenOver()) {
      outerTerminal
          .discardInput(); // what the terminal answered to a program that has ended is not for the
      // shell
    }
    giveBack();
    ended.set(true);
  }

  /**
   * Whether what is typed is for the session: not while another program of the caller's pipeline
   * reads the terminal.
   */
  @FunctionalInterface
  interface Keys {
    boolean areForTheSession();
  }

  private synchronized boolean isTakenOver() {
    return saved != null;
  }

  private boolean isForeground() {
    return outerTerminal.foregroundGroup() == group;
  }

  private void relayOutput() {
    byte[] buffer = new byte[BUFFER];
    try {
      for (int count = master.read(buffer); count > 0; count = master.read(buffer)) {
        outer.write(buffer, 0, count);
      }
    } catch (LinuxException e) {
      // EIO from the master: the last process inside has closed the terminal. From the outer one:
      // it is gone, and the
      // SIGHUP that comes with that ends the session.
      ended.set(true);
    }
  }

  private void relayInput() {
    byte[] buffer = new byte[BUFFER];
    try {
      while (!ended.get()) {
        boolean readable = outer.isReadable(LOOK_AGAIN_MILLISECONDS);
        if (!isForeground() || !keys.areForTheSession()) {
          pause();
        } else {
          takeOver();
          if (readable && !relayKeys(buffer)) {
            return;
          }
        }
      }
    } catch (LinuxException e) {
      ended.set(true);
    }
  }

  private boolean relayKeys(byte[] buffer) throws LinuxException {
    int count = outer.read(buffer);
    if (count > 0) {
      if (masterTerminal.settings().hidesTyping()) {
        typed.forget(); // a password, or the like
      } else {
        typed.add(buffer, count);
      }
      master.write(buffer, 0, count);
    }
    return count > 0;
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
