package dev.paddock.egress;

import dev.paddock.certificates.SessionAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLServerSocket;

/** A server that does what a test says with each connection, and remembers what it read. */
final class Script implements AutoCloseable {
  /** What is done with a connection. */
  interface Part {
    void play(Wire wire, List<String> heard) throws Exception;
  }

  final List<String> heard = new CopyOnWriteArrayList<>();
  final AtomicInteger connections = new AtomicInteger();
  private final ServerSocket listener;

  private Script(ServerSocket listener, Part part) {
    this.listener = listener;
    Thread.ofVirtual()
        .start(
            () -> {
              while (!listener.isClosed()) {
                try {
                  Socket socket = listener.accept();
                  connections.incrementAndGet();
                  Thread.ofVirtual().start(() -> play(socket, part));
                } catch (IOException e) {
                  return;
                }
              }
            });
  }

  static Script plain(Part part) throws IOException {
    return new Script(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), part);
  }

  /** Speaks TLS with a certificate of the world's authority for that host. */
  static Script tls(String host, Part part) throws Exception {
    return tls(Rig.WORLD, host, part);
  }

  static Script tls(SessionAuthority authority, String host, Part part) throws Exception {
    SSLServerSocket listener =
        (SSLServerSocket)
            TestTls.server(authority, host)
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    return new Script(listener, part);
  }

  /** Answers every request whose head it reads with the same bytes. */
  static Part always(String answer) {
    return (wire, heard) -> {
      while (true) {
        heard.add(wire.until("\r\n\r\n"));
        wire.send(answer);
      }
    };
  }

  private void play(Socket socket, Part part) {
    try (Wire wire = new Wire(socket)) {
      part.play(wire, heard);
    } catch (Exception e) {
      // The client went away: what matters is what was heard until then.
      heard.add("end: " + e.getClass().getSimpleName());
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
