package dev.paddock.session;

import dev.paddock.linux.LinuxException;
import dev.paddock.linux.Processes;
import dev.paddock.linux.Signals;
import dev.paddock.sandbox.SandboxProcess;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;

/**
 * Passes the signals that this process gets on to the command, as if it stood here itself. The
 * command lives in a session of its own, so that no signal of the caller's terminal reaches it by
 * itself.
 */
final class SignalForwarding {
  private final @Nullable TerminalRelay relay;
  private volatile int first;

  SignalForwarding(@Nullable TerminalRelay relay) {
    this.relay = relay;
  }

  /**
   * Installs the handlers; before the first process inside is known, the signals that end end the
   * session at once.
   */
  void install() {
    handle("TERM", Signals.SIGTERM);
    handle("HUP", Signals.SIGHUP);
    handle("USR2", Signals.SIGUSR2);
    if (relay == null) {
      handle("INT", Signals.SIGINT);
      Signal.handle(new Signal("TSTP"), _ -> stopAndContinue());
    } else {
      handleKey("INT", Signals.SIGINT, relay);
      handleKey("TSTP", Signals.SIGTSTP, relay);
      Signal.handle(new Signal("WINCH"), _ -> refresh(relay));
      Signal.handle(new Signal("CONT"), _ -> continued(relay));
    }
    Signals.restoreDefault(
        Signals.SIGQUIT); // the JVM would print its threads into the command's output
  }

  /** Says which process is the first inside. */
  void firstProcess(int pid) {
    first = pid;
  }

  /** Sends a signal to the command's process group. */
  void forward(int signal) {
    int command = command();
    if (command == 0) {
      Runtime.getRuntime().halt(128 + signal);
    }
    if (!Processes.signal(-command, signal)) {
      var _ = Processes.signal(command, signal);
    }
  }

  private void handle(String name, int signal) {
    Signal.handle(new Signal(name), _ -> forward(signal));
  }

  private static void handleKey(String name, int signal, TerminalRelay relay) {
    Signal.handle(
        new Signal(name),
        _ -> {
          try {
            relay.signal(signal);
          } catch (LinuxException e) {
            // The session's terminal is gone: it has ended.
          }
        });
  }

  private static void refresh(TerminalRelay relay) {
    try {
      relay.takeOver();
    } catch (LinuxException e) {
      // The caller's terminal is gone; SIGHUP follows.
    }
  }

  private static void continued(TerminalRelay relay) {
    try {
      relay.continued();
    } catch (LinuxException e) {
      // The caller's terminal is gone; SIGHUP follows.
    }
  }

  private void stopAndContinue() {
    int command = command();
    var _ = Processes.signal(-command, Signals.SIGSTOP);
    var _ = Processes.signal((int) ProcessHandle.current().pid(), Signals.SIGSTOP);
    var _ = Processes.signal(-command, Signals.SIGCONT);
  }

  /** Process 1 inside has one child, the command; with a terminal a shell stands between them. */
  int command() {
    if (first == 0) {
      return 0;
    }
    List<Integer> children = SandboxProcess.children(first);
    if (relay != null && !children.isEmpty()) {
      List<Integer> jobs = SandboxProcess.children(children.getFirst());
      return jobs.isEmpty() ? children.getFirst() : jobs.getFirst();
    }
    return children.isEmpty() ? first : children.getFirst();
  }
}
