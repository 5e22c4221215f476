package dev.paddock.session;

import dev.paddock.egress.Egress;
import dev.paddock.linux.Descriptor;
import dev.paddock.sandbox.NamespaceSockets;
import dev.paddock.session.RunningSessions.RunningSession;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Further ports of a session that runs already, for as long as this object is open: the owner may
 * enter the session's network namespace, nobody inside may ask for it.
 */
public final class SessionPorts implements AutoCloseable {
  private static final InetAddress INSIDE = InetAddress.ofLiteral("127.0.0.1");

  private final RunningSession session;
  private final NamespaceSockets sockets;
  private final SessionReport report;
  private final Egress egress;

  private SessionPorts(
      RunningSession session, NamespaceSockets sockets, SessionReport report, Egress egress) {
    this.session = session;
    this.sockets = sockets;
    this.report = report;
    this.egress = egress;
  }

  /**
   * Connects ports.
   *
   * @param session its name; empty for the only one that runs
   * @param publish servers inside that become visible outside
   * @param reach servers of the machine that become visible inside
   * @param messages for what is told at the end
   * @throws SessionException if there is no such session
   * @throws IOException if a port is taken; the message names it
   */
  public static SessionPorts open(
      Caller caller,
      Launcher launcher,
      Optional<String> session,
      List<Integer> publish,
      List<Integer> reach,
      PrintStream messages)
      throws IOException, SessionException {
    PaddockFolders folders = PaddockFolders.of(caller.home(), caller.environment());
    RunningSession running = new RunningSessions(folders.running()).find(session);
    NamespaceSockets sockets =
        new NamespaceSockets(
            SessionNetwork.nsenter().toString(), launcher.socketCommand(), running.pid());
    SessionReport report =
        new SessionReport(
            folders.logs(),
            running.id() + "-ports-" + ProcessHandle.current().pid(),
            new Notices(messages, SessionOptions.Verbosity.NORMAL, false));
    SessionPorts ports =
        new SessionPorts(running, sockets, report, Egress.ofPorts(new NetworkReport(report)));
    try {
      ports.connect(publish, reach);
      return ports;
    } catch (IOException e) {
      ports.close();
      throw e;
    }
  }

  /** Says what is connected. */
  public String description() {
    return "connected with the session " + session.id() + "; Ctrl-C ends it";
  }

  /** Waits until the session has ended. */
  public void awaitEndOfSession() throws InterruptedException {
    try {
      var process = ProcessHandle.of(session.pid());
      if (process.isPresent()) {
        var _ = process.get().onExit().get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    egress.close();
    sockets.close();
    report.close();
  }

  private void connect(List<Integer> publish, List<Integer> reach) throws IOException {
    for (int port : publish) {
      egress.publish(port, number -> sockets.connect(INSIDE, number).number());
    }
    for (int port : reach) {
      Descriptor listening = sockets.listen(INSIDE, port);
      egress.reach(port, listening.number());
    }
  }
}
