package dev.paddock.session;

import dev.paddock.certificates.HostTrust;
import dev.paddock.certificates.SessionAuthority;
import dev.paddock.certificates.TrustPlan;
import dev.paddock.certificates.TrustRequest;
import dev.paddock.certificates.TrustStores;
import dev.paddock.credentials.KeyReader;
import dev.paddock.credentials.OwnersKeys;
import dev.paddock.egress.Egress;
import dev.paddock.linux.Descriptor;
import dev.paddock.linux.LinuxException;
import dev.paddock.linux.ResourceLimit;
import dev.paddock.profile.Sourced;
import dev.paddock.relay.RelayEvents;
import dev.paddock.sandbox.NamespaceSockets;
import dev.paddock.sandbox.SandboxProcess;
import dev.paddock.sandbox.SandboxRequest.InsideFile;
import dev.paddock.sandbox.SandboxRequest.Layered;
import dev.paddock.sandbox.SandboxRequest.LayeredFile;
import dev.paddock.sandbox.SandboxRequest.Listener;
import dev.paddock.sandbox.SandboxRequest.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * A session's network from the plan to the end: what the sandbox needs for it, then the egress that
 * serves it.
 */
final class SessionNetwork implements AutoCloseable {
  private static final int MILLIS_OF_A_MOMENT = 150;
  private static final InetAddress INSIDE = InetAddress.ofLiteral("127.0.0.1");

  private final Caller caller;
  private final NetworkPlan plan;
  private final List<Sourced<Integer>> publish;
  private final Optional<SessionAuthority> authority;
  private final Optional<SessionRelay> relay;
  private final Optional<Path> gate;
  private TrustPlan trust;
  private boolean knowsRelay = true;
  private final List<AutoCloseable> running = new CopyOnWriteArrayList<>();
  private @Nullable NetworkReport report;

  private SessionNetwork(
      Caller caller,
      NetworkPlan plan,
      List<Sourced<Integer>> publish,
      Optional<SessionAuthority> authority,
      Optional<SessionRelay> relay,
      Optional<Path> gate,
      TrustPlan trust) {
    this.caller = caller;
    this.plan = plan;
    this.publish = publish;
    this.authority = authority;
    this.relay = relay;
    this.gate = gate;
    this.trust = trust;
  }

  /**
   * Prepares what has to be there before the sandbox is made.
   *
   * @param authority the session's own, if any host is read
   * @param relay answers at git hosts, if there are any
   * @param gate the socket of the gate's public side
   * @param javaHomes the Java installations that are there inside
   * @param cache a folder of Paddock's own
   * @throws LinuxException if this process may not open more files
   */
  static SessionNetwork prepare(
      Caller caller,
      NetworkPlan plan,
      List<Sourced<Integer>> publish,
      Optional<SessionAuthority> authority,
      Optional<SessionRelay> relay,
      Optional<Path> gate,
      List<Path> javaHomes,
      Path cache)
      throws LinuxException {
    ResourceLimit.raiseDescriptors();
    TrustPlan trust =
        authority
            .map(
                known ->
                    TrustStores.plan(
                        new TrustRequest(
                            known.pem(),
                            known.certificate(),
                            caller.environment(),
                            javaHomes,
                            cache)))
            .orElse(new TrustPlan(List.of(), List.of(), Map.of(), List.of()));
    return new SessionNetwork(caller, plan, publish, authority, relay, gate, trust);
  }

  List<String> notices() {
    return trust.notices();
  }

  List<Route> routes() {
    return plan.egress().routes().stream()
        .map(route -> new Route(route.address().getHostAddress(), route.prefix()))
        .toList();
  }

  List<Listener> listeners() {
    return plan.egress().endpoints().stream()
        .map(
            endpoint ->
                new Listener(
                    endpoint.address().getHostAddress(), endpoint.port(), endpoint.datagram()))
        .toList();
  }

  List<InsideFile> files() throws IOException {
    List<InsideFile> files = new ArrayList<>(NameFiles.of(plan.egress()::isNamed));
    trust.files().forEach(f -> files.add(new InsideFile(f.path(), 0444, f.content(), true)));
    return files;
  }

  List<Layered> layered() {
    List<Layered> layered = new ArrayList<>();
    for (TrustPlan.Layer layer : trust.layers()) {
      layered.add(
          new Layered(
              layer.directory(),
              layer.files().stream()
                  .map(file -> new LayeredFile(file.path(), file.content()))
                  .toList()));
    }
    if (knowsRelay) {
      relay.map(SessionRelay::layered).ifPresent(layered::addAll);
    }
    return layered;
  }

  Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>(trust.environment());
    variables.putAll(plan.variables());
    return variables;
  }

  /**
   * Does without a layered folder that the kernel refuses.
   *
   * @return whether the folder was one of this network's
   */
  boolean demote(String directory) {
    if (trust.layers().stream().anyMatch(layer -> layer.directory().equals(directory))) {
      trust = trust.withoutLayers();
      return true;
    }
    boolean ofRelay =
        knowsRelay && layered().stream().anyMatch(layer -> layer.directory().equals(directory));
    if (ofRelay) {
      knowsRelay = false; // ssh inside asks whether the key is right
    }
    return ofRelay;
  }

  /**
   * Begins to serve.
   *
   * @param sockets as {@link SandboxProcess#prepare} handed them out
   * @param java the command line of the helper that makes further sockets inside
   * @param project a real path; no program in it is asked for a key
   * @param events is told what happens
   * @param gitEvents is told what happens at the git relay
   * @throws SessionException if a port can't be published
   */
  void serve(
      SandboxProcess process,
      List<Descriptor> sockets,
      List<String> java,
      Path project,
      NetworkReport events,
      RelayEvents gitEvents)
      throws IOException, SessionException {
    report = events;
    FutureTask<Egress> starting =
        new FutureTask<>(() -> egress(sockets, project, events, gitEvents));
    running.add(() -> end(starting));
    if (publish.isEmpty()) {
      startWhenNeeded(starting, process, sockets, events);
    } else {
      Background.run("egress", () -> start(starting, process, events));
      NamespaceSockets further = new NamespaceSockets(nsenter().toString(), java, process.pid());
      running.add(further);
      Egress egress = Background.result(starting, "The network");
      for (Sourced<Integer> port : publish) {
        egress.publish(port.value(), number -> further.connect(INSIDE, number).number());
      }
    }
  }

  /** Returns the program that enters the namespaces of a session. */
  static Path nsenter() throws SessionException {
    return Programs.find("nsenter")
        .orElseThrow(
            () -> new SessionException("nsenter(1) is missing", "Install the package util-linux"));
  }

  /**
   * Waits for the first question or connection, but not long: what serves them takes a tenth of a
   * second of a processor to load, which a session of a moment need not wait for, and any other
   * should have behind it.
   */
  private void startWhenNeeded(
      FutureTask<Egress> starting,
      SandboxProcess process,
      List<Descriptor> sockets,
      NetworkReport events)
      throws LinuxException {
    // The JVM's end would wait for a thread that still waits in the kernel.
    Descriptor[] end = Descriptor.socketPair();
    running.add(end[0]);
    List<Descriptor> awaited = new ArrayList<>(sockets);
    awaited.add(end[1]);
    Background.run(
        "egress",
        () -> {
          Descriptor.awaitAny(awaited, MILLIS_OF_A_MOMENT);
          boolean hasEnded = end[1].isReadable(0);
          end[1].close();
          if (!hasEnded) {
            start(starting, process, events);
          }
        });
  }

  /** A session whose network can't be served ends: its connections would wait for ever. */
  private static void start(
      FutureTask<Egress> starting, SandboxProcess process, NetworkReport events) {
    starting.run();
    try {
      Background.result(starting, "The network can't be served").await();
    } catch (IOException e) {
      events.ended(e);
      process.kill();
    }
  }

  /** What has not even begun ends with this process. */
  private static void end(FutureTask<Egress> starting) throws IOException {
    if (starting.isDone()) {
      Background.result(starting, "The network").close();
    }
  }

  private Egress egress(
      List<Descriptor> sockets, Path project, NetworkReport events, RelayEvents gitEvents)
      throws IOException {
    try {
      if (relay.isPresent()) {
        running.add(relay.get());
        relay.get().start(gitEvents);
      }
      return Egress.start(
          plan.egress(),
          sockets.stream().map(Descriptor::number).toList(),
          authority,
          new OwnersKeys(new KeyReader(caller.environment(), caller.home(), project)),
          HostTrust.of(caller.environment()),
          relay.map(SessionRelay::socket),
          gate,
          events);
    } catch (GeneralSecurityException e) {
      throw new IOException("This JDK can't speak TLS: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    for (AutoCloseable part : running.reversed()) {
      try {
        part.close();
      } catch (Exception e) {
        if (report != null) {
          report.ended(e);
        }
      }
    }
    running.clear();
  }
}
