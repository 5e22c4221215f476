package dev.paddock.sandbox;

import dev.paddock.linux.Descriptor;
import dev.paddock.linux.DescriptorPassing;
import dev.paddock.linux.LinuxException;
import dev.paddock.linux.Processes;
import dev.paddock.linux.Sockets;
import java.io.IOException;
import java.util.List;

/**
 * A process that nsenter(1) started in the network namespace of a session, and that does nothing
 * but make sockets there: for each byte that comes on descriptor 3 it sends one back with a socket.
 * It needs to do no more, since a socket stays in the namespace in which it was made, whoever
 * connects it.
 *
 * <p>It ends when the supervisor closes the other end, which the kernel does if the supervisor
 * dies. Nothing inside the session can see it: it is in none of the session's other namespaces.
 */
public final class SocketStage {
  static final int CONTROL = 3;
  static final byte IPV4 = '4';
  static final byte IPV6 = '6';

  /** Comes instead of a socket when there can't be one; the errno follows, as one byte. */
  static final byte FAILED = 'f';

  /** Comes before a socket. */
  static final byte MADE = 'm';

  private SocketStage() {}

  /** Runs the stage until the supervisor is gone. */
  public static void main(String[] arguments) throws IOException {
    Processes.dieWithParent();
    Descriptor.closeOnExecFrom(CONTROL);
    try {
      serve(Descriptor.inherited(CONTROL));
    } catch (LinuxException e) {
      // The supervisor is gone, and with it whoever could be told.
    }
  }

  /** Answers requests until the end of the stream, or the first one that is none. */
  static void serve(Descriptor control) throws LinuxException {
    byte[] request = new byte[1];
    while (control.read(request) == 1 && (request[0] == IPV4 || request[0] == IPV6)) {
      Descriptor socket;
      try {
        socket = Sockets.stream(request[0] == IPV6);
      } catch (LinuxException e) {
        control.write(new byte[] {FAILED, (byte) e.errno()}, 0, 2);
        continue;
      }
      try (socket) {
        control.write(new byte[] {MADE}, 0, 1);
        DescriptorPassing.send(control, List.of(socket));
      }
    }
  }
}
