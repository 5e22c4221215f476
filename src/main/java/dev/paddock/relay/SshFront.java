package dev.paddock.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.UserAuthNoneFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.jspecify.annotations.Nullable;

/**
 * Ends git's ssh connections. Whoever connects is the session, so nobody is asked for a key; and
 * nothing but git's two services can be had. The server is loaded with the first connection.
 * Thread-safe.
 */
final class SshFront implements AutoCloseable {
  static final AttributeKey<Preamble> PREAMBLE = new AttributeKey<>();

  private static final int WINDOW = 8 << 20;
  private static final Duration PATIENCE = Duration.ofHours(6);

  private final SshHostKey key;
  private final Repositories repositories;
  private final RelayEvents events;
  private @Nullable SshServer server;
  private @Nullable SshConnections connections;
  private boolean closed;

  SshFront(SshHostKey key, Repositories repositories, RelayEvents events) {
    this.key = key;
    this.repositories = repositories;
    this.events = events;
  }

  /** Serves one connection to its end. */
  void serve(Preamble preamble, SocketChannel channel, InputStream in, OutputStream out)
      throws IOException {
    connections().serve(preamble, channel, in, out);
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    if (server != null) {
      server.close(true);
    }
  }

  private synchronized SshConnections connections() throws IOException {
    if (closed) {
      throw new IOException("The session has ended");
    }
    SshConnections known = connections;
    if (known == null) {
      known = new SshConnections();
      server = start(known);
      connections = known;
    }
    return known;
  }

  private SshServer start(SshConnections accepting) throws IOException {
    SshServer started = SshServer.setUpDefaultServer();
    started.setIoServiceFactoryFactory(accepting);
    started.setPort(1); // nothing is bound: connections are handed over
    started.setKeyPairProvider(KeyPairProvider.wrap(key.pair()));
    started.setUserAuthFactories(List.of(UserAuthNoneFactory.INSTANCE));
    started.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    started.setShellFactory(channel -> new SshCommand("", repositories, events));
    started.setSubsystemFactories(List.of());
    started.setCommandFactory((channel, line) -> new SshCommand(line, repositories, events));
    CoreModuleProperties.IDLE_TIMEOUT.set(started, PATIENCE);
    CoreModuleProperties.NIO2_READ_TIMEOUT.set(started, PATIENCE);
    CoreModuleProperties.WINDOW_SIZE.set(started, (long) WINDOW);
    CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(started, 16);
    started.start();
    return started;
  }
}
