package dev.paddock.session;

import dev.paddock.home.HomePlan;
import dev.paddock.home.HomeRequest;
import dev.paddock.linux.Descriptor;
import dev.paddock.linux.ExitStatus;
import dev.paddock.linux.Terminal;
import dev.paddock.profile.LoadedProfile;
import dev.paddock.profile.PathPattern;
import dev.paddock.profile.Profile;
import dev.paddock.profile.ProfileException;
import dev.paddock.profile.Sourced;
import dev.paddock.sandbox.OverlayRefusedException;
import dev.paddock.sandbox.SandboxException;
import dev.paddock.sandbox.SandboxPlan;
import dev.paddock.sandbox.SandboxPlanner;
import dev.paddock.sandbox.SandboxProcess;
import dev.paddock.sandbox.SandboxRequest;
import dev.paddock.sandbox.SandboxRequest.Place;
import dev.paddock.sandbox.SandboxRequest.SandboxLimits;
import dev.paddock.sandbox.SystemFolders;
import dev.paddock.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * One {@code paddock run}, from the command line to the exit status. Use from the main thread,
 * once.
 *
 * <p>The order is the life cycle: the chain of processes is started first, because its JVM takes
 * longest; meanwhile the profile is read, HOME planned, the project guarded; then the init stage
 * gets its plan, the terminal is connected, and the command runs. When it has ended, whatever it
 * left that would run outside is taken away. A failure before the command runs closes the chain, in
 * which nothing has been started yet.
 */
public final class Session {
  private final Caller caller;
  private final Launcher launcher;
  private final SessionOptions options;
  private final Notices notices;
  private final PaddockFolders folders;

  /** Prepares a session of this process's caller. */
  public Session(Caller caller, Launcher launcher, SessionOptions options) {
    this.caller = caller;
    this.launcher = launcher;
    this.options = options;
    this.notices = new Notices(System.err, options.verbosity(), caller.terminals().contains(2));
    this.folders = PaddockFolders.of(caller.home(), caller.environment());
  }

  /**
   * Runs the command inside.
   *
   * @return how it ended
   * @throws SessionException if nothing was started
   */
  public ExitStatus run() throws SessionException {
    if (caller.environment().containsKey("PADDOCK_SESSION")) {
      throw new SessionException(
          "This is inside a session already, and a sandbox can't be made in a sandbox",
          "Run the command as it is");
    }
    SandboxProcess process = null;
    Guards guards = null;
    try {
      Path project = Profiles.project(caller);
      FutureTask<HomePlan> planningHome = new FutureTask<>(() -> planHome(project));
      daemon("home-plan", planningHome);
      process = spawn();
      LoadedProfile loaded = Profiles.load(caller, project, options.profile(), options.flags());
      tell(loaded);
      Profile profile = loaded.profile();
      HiddenPaths hidden = new HiddenPaths(profile.files().hide(), project, caller.home());
      List<Path> writable = Grants.writableFolders(profile.files());
      guards =
          Guards.open(
              writable,
              project,
              folders.state(),
              hidden,
              (path, directory) -> lifted(profile, path, directory),
              notices);
      Optional<SourceWatch> watch = SourceWatch.start(launcher, writable);
      HomePlan home = result(planningHome);
      home.notices().forEach(notices::detail);
      Grants grants = Grants.collect(project, profile.files(), home, ownFolders(), hidden);
      SandboxPlan plan = plan(profile, grants, guards);
      while (true) {
        try {
          process.prepare(plan.init());
          break;
        } catch (OverlayRefusedException e) {
          notices.notice(e.lower() + " is read-only in this session: " + e.getMessage());
          grants.demote(e.lower());
          plan = plan(profile, grants, guards);
          process.close();
          process = spawn();
        }
      }
      ExitStatus status = runPrepared(process, plan, profile);
      guards.close(notices);
      guards = null;
      if (watch.isPresent() && watch.get().end()) {
        notices.error(
            "the session changed Paddock's own sources; they are not built until you say so:"
                + " ./paddock --rebuild");
      }
      return status;
    } catch (ProfileException e) {
      throw new SessionException(String.valueOf(e.getMessage()));
    } catch (SandboxException e) {
      throw new SessionException(new Explanation(caller, folders).of(e));
    } catch (IOException | WorkspaceException e) {
      throw new SessionException(describe(e));
    } finally {
      if (process != null) {
        process.close();
      }
      if (guards != null) {
        guards.close(notices);
      }
    }
  }

  private HomePlan planHome(Path project) {
    return HomePlan.of(
        new HomeRequest(
            caller.home(), caller.environment(), options.command(), folders.state(), project));
  }

  private static <T> T result(FutureTask<T> task) throws IOException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IOException("HOME can't be planned", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private SandboxProcess spawn() throws IOException, SessionException {
    Path unshare =
        Programs.find("unshare")
            .orElseThrow(
                () ->
                    new SessionException(
                        "unshare(1) is missing", "Install the package util-linux"));
    return SandboxProcess.spawn(
        new SandboxProcess.InitCommand(unshare.toString(), launcher.initCommand()));
  }

  private void tell(LoadedProfile loaded) {
    loaded.notices().forEach(notice -> notices.notice(notice.toString()));
    if (!loaded.profile().network().allow().isEmpty()) {
      notices.notice(
          "the profile allows hosts, but this version gives a session no network at all");
    }
  }

  private static boolean lifted(Profile profile, String path, boolean directory) {
    for (Sourced<PathPattern> pattern : profile.files().writeExceptions()) {
      if (pattern.value().matchesEntry(path, directory)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The installed copy: what is built from a checkout inside can be compared with it, and hooks
   * start from it.
   */
  private List<Path> ownFolders() {
    return List.of(folders.data().resolve("versions"), folders.data().resolve("checkouts"));
  }

  private SandboxPlan plan(Profile profile, Grants grants, Guards guards)
      throws IOException, SessionException {
    Path bubblewrap =
        Programs.find("bwrap")
            .orElseThrow(
                () ->
                    new SessionException(
                        "bubblewrap is missing",
                        "Install it with your system's package manager; its package is called"
                            + " bubblewrap"));
    SystemFolders system = MachineView.folders();
    MachineMemory memory = MachineView.memory();
    List<String> readOnly = new ArrayList<>(guards.readOnly());
    launcher
        .root()
        .map(root -> root.resolve("paddock"))
        .filter(script -> grants.writable().stream().anyMatch(script::startsWith))
        .filter(Files::exists)
        .ifPresent(script -> readOnly.add(script.toString()));
    List<Place> hidden = new ArrayList<>(guards.hidden());
    hidden.addAll(grants.hidden());
    List<String> writable = new ArrayList<>(grants.writable());
    writable.addAll(guards.writableAgain());
    return SandboxPlanner.plan(
        new SandboxRequest(
            bubblewrap.toString(),
            folders.stage().toString(),
            caller.uid(),
            caller.gid(),
            caller.home().toString(),
            caller.workingDirectory().toString(),
            system.mounts(),
            system.denied(),
            grants.readable(),
            grants.copies(),
            writable,
            grants.states(),
            grants.files(),
            readOnly,
            hidden,
            InsideEnvironment.of(caller, profile.environment(), guards.sessionId()),
            options.command(),
            caller.terminals(),
            new SandboxLimits(
                memoryLimit(profile),
                processLimit(profile),
                profile.limits().scratchBytes().map(Sourced::value).orElse(memory.scratch()))));
  }

  private static long memoryLimit(Profile profile) throws IOException {
    long automatic = MachineView.memory().perProcess();
    return profile.limits().memoryBytes().map(Sourced::value).orElse(automatic);
  }

  private static int processLimit(Profile profile) {
    return profile.limits().processes().map(Sourced::value).orElse(4096);
  }

  private ExitStatus runPrepared(SandboxProcess process, SandboxPlan plan, Profile profile)
      throws IOException {
    long memoryLimit = memoryLimit(profile);
    Optional<ProcessCountLimit> count =
        caller.isRoot()
            ? ProcessCountLimit.apply(process.pid(), processLimit(profile))
            : Optional.empty();
    TerminalRelay relay = caller.terminals().isEmpty() ? null : connect(process, plan);
    SignalForwarding signals = new SignalForwarding(relay);
    JobControl jobs = new JobControl(process.status(), relay);
    signals.install();
    jobs.start();
    process.start();
    TimeLimits.start(profile.limits().time(), signals, process, notices);
    daemon(
        "first-process",
        () -> {
          try {
            OptionalInt first = process.firstProcess();
            first.ifPresent(signals::firstProcess);
            first.stream()
                .mapToObj(ProcessHandle::of)
                .flatMap(Optional::stream)
                .forEach(handle -> new MemoryWatch(handle, memoryLimit, notices).run());
          } catch (IOException e) {
            process.kill(); // without it no signal could be forwarded
          }
        });
    ExitStatus status;
    try {
      if (relay != null) {
        relay.start();
      }
      status = process.await();
    } finally {
      if (relay != null) {
        relay.close();
      }
      count.ifPresent(ProcessCountLimit::close);
    }
    if (!jobs.wasStarted()) {
      throw SandboxException.notStarted(status);
    }
    return status;
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

  static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static String describe(@Nullable Throwable problem) {
    StringBuilder text = new StringBuilder();
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (text.indexOf(message) < 0) {
        text.append(text.isEmpty() ? "" : ": ").append(message);
      }
    }
    return text.toString();
  }
}
