package dev.paddock.session;

import dev.paddock.linux.Descriptor;
import dev.paddock.linux.ExitStatus;
import dev.paddock.linux.Terminal;
import dev.paddock.profile.Profile;
import dev.paddock.sandbox.SandboxException;
import dev.paddock.sandbox.SandboxPlan;
import dev.paddock.sandbox.SandboxProcess;
import dev.paddock.sandbox.SandboxRequest.SandboxLimits;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The time from "go" to the end of the last process inside. */
final class RunningSandbox {
  private final Caller caller;
  private final Profile profile;
  private final Notices notices;

  RunningSandbox(Caller caller, Profile profile, Notices notices) {
    this.caller = caller;
    this.profile = profile;
    this.notices = notices;
  }

  /**
   * Starts the command in a prepared sandbox and waits until everything inside has ended, which it
   * has when this returns or throws.
   *
   * @throws SandboxException if bubblewrap failed before the command was started
   */
  ExitStatus run(SandboxProcess process, SandboxPlan plan) throws IOException {
    SandboxLimits limits = Planning.limits(profile.limits());
    Optional<ProcessCountLimit> count =
        caller.isRoot()
            ? ProcessCountLimit.apply(process.pid(), limits.processes())
            : Optional.empty();
    TerminalRelay relay = null;
    boolean ended = false;
    try {
      relay = caller.terminals().isEmpty() ? null : connect(process, plan);
      JobControl jobs = start(process, relay, limits);
      ExitStatus status = process.await();
      ended = true;
      if (!jobs.wasStarted()) {
        throw SandboxException.notStarted(status);
      }
      return status;
    } finally {
      if (!ended) {
        process.kill();
        var _ = process.await();
      }
      if (relay != null) {
        relay.close();
      }
      count.ifPresent(ProcessCountLimit::close);
    }
  }

  private JobControl start(
      SandboxProcess process, @Nullable TerminalRelay relay, SandboxLimits limits)
      throws IOException {
    SignalForwarding signals = new SignalForwarding(relay);
    JobControl jobs = new JobControl(process.status(), relay);
    signals.install();
    jobs.start();
    if (relay != null) {
      relay.start();
    }
    process.start();
    TimeLimits.start(profile.limits().time(), signals, process, notices);
    Background.run("first-process", () -> watch(process, signals, limits));
    return jobs;
  }

  private void watch(SandboxProcess process, SignalForwarding signals, SandboxLimits limits) {
    try {
      OptionalInt first = process.firstProcess();
      first.ifPresent(signals::firstProcess);
      first.stream()
          .mapToObj(ProcessHandle::of)
          .flatMap(Optional::stream)
          .forEach(handle -> new MemoryWatch(handle, limits.memoryPerProcess(), notices).run());
    } catch (IOException e) {
      process.kill(); // without it no signal could be passed on
    }
  }

  private TerminalRelay connect(SandboxProcess process, SandboxPlan plan) throws IOException {
    Descriptor master = Descriptor.openTerminal(process.inNamespace(plan.terminalMaster()));
    int slave = Terminal.of(master).unlockSlave();
    if (slave != 0) {
      throw new IOException("The session's first terminal has the number " + slave);
    }
    Descriptor outer = Descriptor.inherited(caller.terminals().getLast());
    boolean listens = !Pipeline.feedsAnotherProgram(caller.terminals());
    return new TerminalRelay(outer, master, listens, new TypedInput());
  }
}
