package dev.paddock.sandbox;

import dev.paddock.linux.Descriptor;
import dev.paddock.linux.DescriptorPassing;
import dev.paddock.linux.LinuxException;
import dev.paddock.linux.Sockets;
import java.io.EOFException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes further sockets in the network namespace of a running session, which this process can't
 * enter itself: a JVM has more than one thread, and an ordinary user would need a user namespace
 * for it (setns(2)). A helper does, see {@link SocketStage}; it is started when the first socket is
 * asked for, and another one if it should have ended.
 *
 * <p>Thread-safe. Sockets are made one at a time, but connected side by side, so that a listener
 * inside that answers nobody holds up its own connections only.
 */
public final class NamespaceSockets implements AutoCloseable {
  private static final int BACKLOG = 4096;

  private final SocketStageProcess.Command command;
  private final int pid;
  private @Nullable SocketStageProcess helper;
  private boolean closed;

  /**
   * Starts nothing yet.
   *
   * @param nsenter the path of nsenter(1)
   * @param java the command line that starts {@link SocketStage}, the program first
   * @param pid the session's process, {@link SandboxProcess#pid()}
   */
  public NamespaceSockets(String nsenter, List<String> java, int pid) {
    this.command = new SocketStageProcess.Command(nsenter, java);
    this.pid = pid;
  }

  /**
   * Connects to a server in the session; blocks for up to five seconds, the first time also until
   * the helper has started. The result does not block and is the caller's to close.
   *
   * @throws LinuxException with ECONNREFUSED if nobody listens there, ETIMEDOUT if nobody answers
   * @throws SandboxException if the helper can't be started, or the session has ended
   */
  public Descriptor connect(InetAddress address, int port) throws IOException {
    Descriptor socket = socket(address instanceof Inet6Address);
    try {
      Sockets.connect(socket, address, port);
      return socket;
    } catch (LinuxException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Listens at an address in the session; the result does not block and is the caller's to close.
   *
   * @throws LinuxException with EADDRINUSE if something inside listens there
   * @throws SandboxException if the helper can't be started, or the session has ended
   */
  public Descriptor listen(InetAddress address, int port) throws IOException {
    Descriptor socket = socket(address instanceof Inet6Address);
    try {
      Sockets.listen(socket, address, port, BACKLOG);
      return socket;
    } catch (LinuxException e) {
      socket.close();
      throw e;
    }
  }

  /** Ends the helper; sockets that it made live on. */
  @Override
  public synchronized void close() {
    closed = true;
    end();
  }

  private synchronized Descriptor socket(boolean ipv6) throws IOException {
    if (closed) {
      throw new SandboxException("The session has ended");
    }
    SocketStageProcess running = helper;
    if (running == null) {
      running = SocketStageProcess.start(command, pid);
      helper = running;
    }
    int errno;
    try {
      Descriptor control = running.control();
      byte[] one = {ipv6 ? SocketStage.IPV6 : SocketStage.IPV4};
      control.write(one, 0, 1);
      if (next(control) == SocketStage.MADE) {
        return DescriptorPassing.receive(control, 1).getFirst();
      }
      errno = next(control);
    } catch (IOException e) {
      end(); // the next one who asks gets a new helper
      throw new SandboxException(
          "The helper in the session's network has ended (%s): either the session is over, or nsenter(1) could not enter it and has said why on standard error"
              .formatted(e.getMessage()));
    }
    throw Sockets.refused(errno);
  }

  private static int next(Descriptor control) throws IOException {
    byte[] one = new byte[1];
    if (control.read(one) != 1) {
      throw new EOFException("it said nothing");
    }
    return one[0] & 0xff;
  }

  private void end() {
    if (helper != null) {
      helper.close();
      helper = null;
    }
  }
}
