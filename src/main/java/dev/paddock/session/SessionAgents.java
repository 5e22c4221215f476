package dev.paddock.session;

import dev.paddock.agent.Agent;
import dev.paddock.agent.Agents;
import dev.paddock.agent.Endpoint;
import dev.paddock.agent.HookEvents;
import dev.paddock.agent.HookServer;
import dev.paddock.agent.PolicyFile;
import dev.paddock.gate.Gate;
import dev.paddock.profile.Profile;
import dev.paddock.sandbox.SandboxRequest.Assembled;
import dev.paddock.sandbox.SandboxRequest.Layered;
import dev.paddock.sandbox.SandboxRequest.LayeredFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What makes agents ask before they act: the policy files of all that Paddock knows, whichever is
 * started, since one can be started by another or from a shell; the script of their hooks; and the
 * endpoint that answers.
 *
 * <p>The files lie in /etc, which nobody inside can write, on top of the machine's own.
 */
final class SessionAgents implements AutoCloseable {
  private static final String ETC = "/etc";
  private static final String INSIDE = "/run/paddock/gate";
  private static final String SOCKET = "socket";

  /** With one of these an agent works through its task and asks nobody. */
  private static final Set<String> HEADLESS = Set.of("-p", "--print", "--prompt");

  private final Optional<Agent> agent;
  private final boolean isHeadless;
  private final List<PolicyFile> files;

  /** An overlay does not show what is mounted in /etc, and the kernel refuses it for that. */
  private boolean isLayered;

  private @Nullable SocketFolder sockets;
  private @Nullable HookServer server;
  private @Nullable Path socket;

  private SessionAgents(
      Optional<Agent> agent, boolean isHeadless, List<PolicyFile> files, boolean isLayered) {
    this.agent = agent;
    this.isHeadless = isHeadless;
    this.files = files;
    this.isLayered = isLayered;
  }

  /**
   * Prepares; starts nothing.
   *
   * @throws SessionException if the command starts an agent whose policy file is the machine's own
   *     already
   */
  static SessionAgents prepare(List<String> command) throws IOException, SessionException {
    Optional<Agent> started = Agents.startedBy(command);
    List<PolicyFile> files = new ArrayList<>();
    for (Agent one : Agents.all()) {
      for (PolicyFile file : one.policy()) {
        if (!file.alone() || !Files.exists(Path.of(file.path()), LinkOption.NOFOLLOW_LINKS)) {
          files.add(file);
        } else if (started.equals(Optional.of(one))) {
          throw new SessionException(
              file.path()
                  + " is this machine's own, and "
                  + one.name()
                  + " reads no other, so Paddock can't make it ask before it acts",
              "Move it away, and say in Paddock's profile what it says");
        }
      }
    }
    return new SessionAgents(
        started,
        command.stream().anyMatch(HEADLESS::contains),
        files,
        MountPoints.below(ETC).isEmpty());
  }

  /** Returns the command by which HOME's tables know the agent; the given one if it starts none. */
  List<String> known(List<String> command) {
    return agent.map(one -> List.of(one.name())).orElse(command);
  }

  /** Tells whether the caller has to be called root inside. */
  boolean isRootInside() {
    return agent.map(Agent::wantsRootsFiles).orElse(false);
  }

  /** Returns the profile with what the agent needs to reach its model. */
  Profile profile(Profile profile, Map<String, String> environment) {
    return agent.map(one -> AgentAccess.with(profile, one, environment)).orElse(profile);
  }

  /** Begins to answer, and lets the session reach the socket. */
  void start(PaddockFolders folders, Grants grants, Caller caller, Gate gate, HookEvents events)
      throws IOException {
    SocketFolder made = SocketFolder.among(folders.state(), caller.environment());
    sockets = made;
    Path folder = made.folder("gate");
    socket = folder.resolve(SOCKET);
    server =
        HookServer.start(
            socket, gate, about(), !isHeadless && caller.terminals().containsAll(List.of(0, 1)), events);
    grants.lend(folder, INSIDE);
    grants.set(Endpoint.SOCKET_VARIABLE, INSIDE + "/" + SOCKET);
    if (agent.isPresent()) {
      agent.get().variables(caller.home().toString()).forEach(grants::set);
      for (String variable : agent.get().model().addressVariables()) {
        String value = caller.environment().getOrDefault(variable, "");
        if (!value.isEmpty()) {
          grants.set(variable, value);
        }
      }
    }
  }

  /** Returns the socket outside; there is one once it has begun to answer. */
  Optional<Path> socket() {
    return Optional.ofNullable(socket);
  }

  /** Returns /etc with the files in it, if it can be layered. */
  List<Layered> layered() {
    return isLayered ? List.of(new Layered(ETC, all())) : List.of();
  }

  /** Returns /etc with the files in it, if it can't be layered. */
  List<Assembled> assembled() throws IOException {
    return isLayered
        ? List.of()
        : List.of(new Assembled(ETC, DirectoryParts.of(Path.of(ETC), all()), all()));
  }

  private List<LayeredFile> all() {
    List<LayeredFile> all = new ArrayList<>();
    all.add(new LayeredFile(Endpoint.SCRIPT, bytes(Endpoint.script())));
    files.forEach(file -> all.add(new LayeredFile(file.path(), bytes(file.content()))));
    return all;
  }

  /**
   * Puts /etc together of its parts, if the kernel refuses to layer it.
   *
   * @return whether that is the folder
   */
  boolean demote(String directory) {
    if (!isLayered || !directory.equals(ETC)) {
      return false;
    }
    isLayered = false;
    return true;
  }

  @Override
  public void close() throws IOException {
    if (server != null) {
      server.close();
    }
    if (sockets != null) {
      sockets.close();
    }
  }

  private static String about() {
    return """
        This is Paddock's gate. You are in a sandbox: the project can be written, hosts that the profile names can
        be reached, and nothing else exists here. Before an agent acts, its hook asks here (POST /hook/AGENT), and the
        action is allowed, denied or asked about, each with a rule, a reason and what would change it. Nothing that is
        sent here permits anything: only the owner can, outside.
        """;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
