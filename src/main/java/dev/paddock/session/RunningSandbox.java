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
import org.jspecify.annotations.Nullable;

/** The time from "go" to the end of the last process inside. */
final class RunningSandbox {
  private final Caller caller;
  private final Profile profile;
  private final Notices notices;
  private final TypedInput typed;

  RunningSandbox(Caller caller, Profile profile, Notices notices, TypedInput typed) {
    this.caller = caller;
    this.profile = profile;
    this.notices = notices;
    this.typed = typed;
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
      return exact(status, jobs);
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
    JobControl jobs =
        new JobControl(process.status(), signals, relay, () -> stands(process, signals, limits));
    signals.install();
    if (relay != null) {
      relay.start();
    }
    process.start();
    TimeLimits.start(profile.limits().time(), signals, process, notices);
    Background.run("job-control", jobs::listen);
    return jobs;
  }

  /** The sandbox stands, and the command waits for this to return. */
  private void stands(SandboxProcess process, SignalForwarding signals, SandboxLimits limits)
      throws SandboxException {
    int first;
    try {
      first = process.firstProcess();
    } catch (SandboxException e) {
      process.kill(); // signals could not be passed on, or our end would not be its end
      throw e;
    }
    signals.firstProcess(first);
    ProcessHandle.of(first)
        .map(handle -> new MemoryWatch(handle, limits.memoryPerProcess(), notices))
        .ifPresent(watch -> Background.run("memory-watch", watch));
  }

  /**
   * bubblewrap reports a death by signal as 128 plus its number, as shells do, and so does its
   * shell inside; an exit with such a status looks the same. The kernel knows which it was. If it
   * does not tell, it is an exit: a shell sees the same number.
   */
  private static ExitStatus exact(ExitStatus status, JobControl jobs) {
    return switch (status) {
      case ExitStatus.Killed _ -> status;
      case ExitStatus.Exited(int code) when code > 128 -> jobs.commandStatus().orElse(status);
      case ExitStatus.Exited _ -> status;
    };
  }

  private TerminalRelay connect(SandboxProcess process, SandboxPlan plan) throws IOException {
    Descriptor master = Descriptor.openTerminal(process.inNamespace(plan.terminalMaster()));
    int slave = Terminal.of(master).unlockSlave();
    if (slave != 0) {
      throw new IOException("The session's first terminal has the number " + slave);
    }
    Descriptor outer = Descriptor.inherited(caller.terminals().getLast());
    Pipeline pipeline = Pipeline.ofThisProcess(caller.terminals());
    return new TerminalRelay(outer, master, pipeline, typed);
  }
}
