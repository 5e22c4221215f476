package dev.paddock.session;

import dev.paddock.classifier.Channel;
import dev.paddock.credentials.KeyReader;
import dev.paddock.egress.Relayed;
import dev.paddock.gate.Gate;
import dev.paddock.home.HomePlan;
import dev.paddock.home.HomeRequest;
import dev.paddock.linux.Descriptor;
import dev.paddock.linux.ExitStatus;
import dev.paddock.profile.LoadedProfile;
import dev.paddock.profile.PathPattern;
import dev.paddock.profile.PermissionRules;
import dev.paddock.profile.Profile;
import dev.paddock.profile.ProfileException;
import dev.paddock.profile.Sourced;
import dev.paddock.sandbox.OverlayRefusedException;
import dev.paddock.sandbox.SandboxException;
import dev.paddock.sandbox.SandboxPlan;
import dev.paddock.sandbox.SandboxProcess;
import dev.paddock.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
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
  private final GateFactory gates;
  private @Nullable SocketFolder sockets;

  /** Prepares a session of this process's caller. */
  public Session(Caller caller, Launcher launcher, SessionOptions options) {
    this(caller, launcher, options, Gates.USUAL);
  }

  /**
   * Prepares a session of this process's caller.
   *
   * @param gates decide about what agents ask
   */
  public Session(Caller caller, Launcher launcher, SessionOptions options, GateFactory gates) {
    this.gates = gates;
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
    StandardDescriptors.require();
    SandboxProcess process = null;
    Guards guards = null;
    SessionNetwork network = null;
    SessionReport report = null;
    SessionGitFolders git = null;
    SessionSigning signing = null;
    SessionAgents agents = null;
    GateFactory.Opened opened = null;
    try {
      Path project = Profiles.project(caller);
      agents = SessionAgents.prepare(options.command());
      List<String> known = agents.known(options.command());
      FutureTask<HomePlan> planningHome = new FutureTask<>(() -> planHome(project, known));
      Background.run("home-plan", planningHome);
      process = spawn();
      Profiles.Walled walled = Profiles.load(caller, project, options.profile(), options.flags());
      LoadedProfile loaded = walled.loaded();
      loaded.notices().forEach(notice -> notices.notice(notice.toString()));
      Profile profile = agents.profile(loaded.profile(), caller.environment());
      CompletableFuture<List<Relayed>> relayed = new CompletableFuture<>();
      FutureTask<Connecting> connecting =
          new FutureTask<>(
              () -> Connecting.prepare(caller, folders, project, profile, relayed, notices));
      Background.run("network-plan", connecting);
      HiddenPaths hidden =
          new HiddenPaths(
              profile.files().hide(), profile.permissions().hide(), project, caller.home());
      ReadOnlyPaths readOnly =
          new ReadOnlyPaths(profile.permissions().readOnly(), project, caller.home());
      tellOfWalls(profile.permissions());
      List<Path> writable = Grants.writableFolders(profile.files());
      folders.requireOutside(writable);
      guards =
          Guards.open(
              writable,
              project,
              folders.state(),
              hidden,
              (path, directory) -> lifted(profile, path, directory),
              notices);
      Optional<SourceWatch> watch = SourceWatch.start(launcher, writable);
      HomePlan home = Background.result(planningHome, "HOME can't be planned");
      home.notices().forEach(notices::detail);
      Grants grants =
          Grants.collect(project, profile.files(), home, Planning.ownFolders(this.folders), hidden);
      git = SessionGitFolders.prepare(caller, folders, project, profile, guards, grants, notices);
      relayed.complete(GitHosts.of(git.remotes(), profile.git()));
      report = new SessionReport(folders.logs(), guards.sessionId(), notices);
      Optional<Boolean> sign = profile.git().sign().map(Sourced::value);
      signing = SessionSigning.prepare(caller, git, sign, notices);
      if (signing.isOn()) {
        signing.start(sockets(), grants, new SigningReport(report));
      }
      opened =
          gates.open(
              new GateFactory.Setting(
                  guards.sessionId(),
                  project,
                  caller,
                  folders,
                  new LoadedProfile(profile, loaded.notices(), loaded.layers()),
                  walled.imported(),
                  git.remotes(),
                  new JudgeReport(report),
                  notices::notice));
      Gate gate = opened.gate();
      hear(gate, project);
      agents.start(folders, grants, caller, gate, new DecisionReport(report));
      Optional<SessionRelay> relay = relay(git, guards, profile, writable);
      network =
          network(
              Background.result(connecting, "The network"),
              relay,
              agents.socket(),
              profile,
              grants);
      Planning planning =
          new Planning(caller, launcher, folders, options.command(), profile, readOnly);
      Prepared prepared = prepare(process, planning, grants, guards, network, agents);
      while (prepared.sockets().isEmpty()) {
        process.close();
        process = spawn();
        prepared = prepare(process, planning, grants, guards, network, agents);
      }
      network.serve(
          process,
          prepared.sockets().get(),
          launcher.socketCommand(),
          project,
          new NetworkReport(report),
          new RelayReport(report));
      git.start();
      ExitStatus status;
      try (var _ =
          new RunningSessions(folders.running()).enter(guards.sessionId(), process.pid())) {
        TypedInput typed =
            new TypedInput(
                line -> gate.heard(line.isOwn() ? Channel.TYPED : Channel.PASTED, line.text()));
        status = new RunningSandbox(caller, profile, notices, typed).run(process, prepared.plan());
      }
      git.finish(report);
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
      if (network != null) {
        network.close();
      }
      if (git != null) {
        git.close();
      }
      closeSockets(signing, agents);
      if (opened != null) {
        opened.end().run();
      }
      if (report != null) {
        report.close();
      }
      if (guards != null) {
        guards.close(notices);
      }
    }
  }

  /**
   * What is said before anything runs. The command line is the caller's, but what a script put
   * there may be anybody's words, an issue's say: only the task is surely their own.
   */
  private void hear(Gate gate, Path project) {
    options.task().ifPresent(task -> gate.heard(Channel.TASK, task));
    options.command().stream()
        .skip(1)
        .filter(word -> word.strip().contains(" "))
        .forEach(word -> gate.heard(Channel.PASTED, word));
    InstructionFiles.read(project).forEach(text -> gate.heard(Channel.INSTRUCTIONS, text));
  }

  /**
   * What the init stage was asked for, and the sockets that it handed out.
   *
   * @param sockets empty if something has to be asked for in another way
   */
  private record Prepared(SandboxPlan plan, Optional<List<Descriptor>> sockets) {}

  /**
   * Lets the init stage prepare; a folder that it can't give copy-on-write is granted read-only
   * instead.
   */
  private Prepared prepare(
      SandboxProcess process,
      Planning planning,
      Grants grants,
      Guards guards,
      SessionNetwork network,
      SessionAgents agents)
      throws IOException, SessionException {
    SandboxPlan plan = planning.plan(grants, guards, network, agents);
    try {
      return new Prepared(plan, Optional.of(process.prepare(plan.init())));
    } catch (OverlayRefusedException e) {
      if (!network.demote(e.lower()) && !agents.demote(e.lower())) {
        grants.demote(e.lower());
        notices.notice(e.lower() + " is read-only in this session: " + e.getMessage());
      }
      return new Prepared(plan, Optional.empty());
    }
  }

  private Optional<SessionRelay> relay(
      SessionGitFolders git, Guards guards, Profile profile, List<Path> writable)
      throws IOException {
    List<Relayed> relayed = GitHosts.of(git.remotes(), profile.git());
    if (relayed.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        SessionRelay.prepare(
            caller,
            folders,
            guards.sessionId(),
            sockets(),
            git.remotes(),
            relayed,
            profile.git(),
            writable));
  }

  private SessionNetwork network(
      Connecting connecting,
      Optional<SessionRelay> relay,
      Optional<Path> gate,
      Profile profile,
      Grants grants)
      throws IOException {
    connecting.notes().forEach(notices::detail);
    connecting.plan().credentials().stream()
        .map(KeyReader::note)
        .flatMap(Optional::stream)
        .forEach(notices::notice);
    List<Path> javaHomes =
        connecting.authority().isPresent()
            ? JavaHomes.find(
                caller.home(), caller.environment().getOrDefault("JAVA_HOME", ""), grants::gives)
            : List.of();
    SessionNetwork network =
        SessionNetwork.prepare(
            caller,
            connecting.plan(),
            profile.ports().publish(),
            connecting.authority(),
            relay,
            gate,
            javaHomes,
            folders.cache());
    network.notices().forEach(notices::notice);
    return network;
  }

  private HomePlan planHome(Path project, List<String> command) {
    return HomePlan.of(
        new HomeRequest(caller.home(), caller.environment(), command, folders.state(), project));
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

  private SocketFolder sockets() throws IOException {
    SocketFolder made = sockets;
    if (made == null) {
      made = SocketFolder.make(caller.environment());
      sockets = made;
    }
    return made;
  }

  private void closeSockets(@Nullable SessionSigning signing, @Nullable SessionAgents agents) {
    try {
      if (agents != null) {
        agents.close();
      }
      if (signing != null) {
        signing.close();
      }
      if (sockets != null) {
        sockets.close();
      }
    } catch (IOException e) {
      notices.notice("the session's sockets can't be removed: " + e.getMessage());
    }
  }

  private void tellOfWalls(PermissionRules rules) {
    long walls =
        Stream.of(rules.hide(), rules.readOnly(), rules.closed())
            .flatMap(List::stream)
            .map(Sourced::origin)
            .distinct()
            .count();
    if (walls > 0) {
      notices.notice(
          walls
              + (walls == 1 ? " rule of your agents is a wall" : " rules of your agents are walls")
              + " in this session; `paddock rules import` lists them");
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
