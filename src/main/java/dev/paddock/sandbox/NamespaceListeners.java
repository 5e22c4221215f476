package dev.paddock.sandbox;

import dev.paddock.linux.Descriptor;
import dev.paddock.linux.LinuxException;
import dev.paddock.linux.Sockets;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The sockets that the init stage makes for the supervisor, in the order of the plan's steps. A
 * socket belongs to the namespace in which it was made, so the supervisor, which is outside, can
 * accept there what comes from inside.
 */
final class NamespaceListeners implements AutoCloseable {
  /** The kernel takes at most net.core.somaxconn, which is 4096 unless somebody set it. */
  private static final int BACKLOG = 4096;

  private final List<Descriptor> sockets = new ArrayList<>();

  void perform(InitStep.Listen step) throws IOException {
    InetAddress address = InetAddress.ofLiteral(step.address());
    try {
      sockets.add(
          step.datagram()
              ? Sockets.bindDatagram(address, step.port())
              : Sockets.listen(address, step.port(), BACKLOG));
    } catch (LinuxException e) {
      throw new IOException(
          "Port %d of %s can't be opened in the session's network: %s"
              .formatted(step.port(), step.address(), e.getMessage()),
          e);
    }
  }

  List<Descriptor> sockets() {
    return List.copyOf(sockets);
  }

  @Override
  public void close() {
    sockets.forEach(Descriptor::close);
    sockets.clear();
  }
}
