package dev.paddock.egress;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** A server at 127.0.0.1 that treats each connection on a thread of its own, for tests. */
final class LoopbackServer implements AutoCloseable {
  /** What is done with a connection, which is closed afterwards. */
  interface Service {
    void serve(Socket socket) throws Exception;
  }

  private final ServerSocket server;
  private final AtomicInteger accepted = new AtomicInteger();

  LoopbackServer(Service service) throws IOException {
    this(new ServerSocket(0, 1_024, InetAddress.ofLiteral("127.0.0.1")), service);
  }

  LoopbackServer(ServerSocket server, Service service) {
    this.server = server;
    Thread.ofVirtual().start(() -> accept(service));
  }

  static LoopbackServer echo() throws IOException {
    return new LoopbackServer(
        socket -> {
          socket.getInputStream().transferTo(socket.getOutputStream());
          socket.shutdownOutput();
        });
  }

  int port() {
    return server.getLocalPort();
  }

  IntSupplier accepted() {
    return accepted::get;
  }

  static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept(Service service) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        accepted.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(service, socket));
      } catch (SocketException e) {
        return;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void serve(Service service, Socket socket) {
    try (socket) {
      service.serve(socket);
    } catch (Exception e) {
      // The test sees what came of it at the other side.
    }
  }
}
