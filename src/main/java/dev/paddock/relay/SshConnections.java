package dev.paddock.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.Factory;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.IoServiceFactoryFactory;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.apache.sshd.common.util.threads.CloseableExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Gives the SSH server connections that were accepted elsewhere, instead of a port of its own: no
 * other user of the machine can reach it. One thread reads a connection, and hands what it reads to
 * the server; writing blocks.
 */
final class SshConnections extends AbstractCloseable
    implements IoServiceFactoryFactory, IoServiceFactory, IoAcceptor {
  private static final int BUFFER = 1 << 16;

  private final Map<Long, IoSession> sessions = new ConcurrentHashMap<>();
  private @Nullable IoHandler handler;

  /** Serves a connection until either side ends it. */
  void serve(Preamble preamble, SocketChannel channel, InputStream in, OutputStream out)
      throws IOException {
    IoHandler server = handler;
    if (server == null) {
      throw new IOException("The SSH server has not started");
    }
    SshConnection connection = new SshConnection(this, channel, out);
    connection.setAttribute(SshFront.PREAMBLE, preamble);
    sessions.put(connection.getId(), connection);
    try {
      server.sessionCreated(connection);
      byte[] buffer = new byte[BUFFER];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        server.messageReceived(connection, new ByteArrayBuffer(buffer, 0, count));
        connection.awaitReading();
      }
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      // What is no SSH ends here; the server has told the client, if it could.
      throw new IOException(e);
    } finally {
      sessions.remove(connection.getId());
      closed(server, connection);
    }
  }

  private static void closed(IoHandler server, SshConnection connection) throws IOException {
    try {
      var _ = connection.close(true);
      server.sessionClosed(connection);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  @Override
  public IoServiceFactory create(FactoryManager manager) {
    return this;
  }

  @Override
  public void setExecutorServiceFactory(Factory<CloseableExecutorService> factory) {}

  @Override
  public IoConnector createConnector(IoHandler unused) {
    throw new IllegalStateException("The relay's SSH server connects to nobody");
  }

  @Override
  public IoAcceptor createAcceptor(IoHandler server) {
    handler = server;
    return this;
  }

  @Override
  public void bind(Collection<? extends SocketAddress> addresses) {}

  @Override
  public void bind(SocketAddress address) {}

  @Override
  public void unbind(Collection<? extends SocketAddress> addresses) {}

  @Override
  public void unbind(SocketAddress address) {}

  @Override
  public void unbind() {}

  @Override
  public Set<SocketAddress> getBoundAddresses() {
    return Set.of();
  }

  @Override
  public Map<Long, IoSession> getManagedSessions() {
    return sessions;
  }

  @Override
  public @Nullable IoServiceEventListener getIoServiceEventListener() {
    return null;
  }

  @Override
  public void setIoServiceEventListener(@Nullable IoServiceEventListener listener) {}
}
