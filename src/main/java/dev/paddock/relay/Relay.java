package dev.paddock.relay;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Answers connections of one session to git hosts, at a Unix socket outside which only the
 * session's egress connects to. One virtual thread a connection, which blocks. Thread-safe.
 */
public final class Relay implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 256;
  private static final int LONGEST_SOCKET_PATH = 107;

  private final ServerSocketChannel listening;
  private final Repositories repositories;
  private final SshFront ssh;
  private final RelayEvents events;
  private final Semaphore room = new Semaphore(MOST_CONNECTIONS);
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

  private Relay(
      ServerSocketChannel listening,
      Repositories repositories,
      SshHostKey key,
      RelayEvents events) {
    this.listening = listening;
    this.repositories = repositories;
    this.ssh = new SshFront(key, repositories, events);
    this.events = events;
  }

  /**
   * Begins to answer.
   *
   * @param socket its folder must be one that only the owner can enter (unix(7))
   * @throws IOException if it can't be made
   */
  public static Relay start(
      Path socket, Repositories repositories, SshHostKey key, RelayEvents events)
      throws IOException {
    if (socket.toString().length() > LONGEST_SOCKET_PATH) {
      throw new IOException(
          socket + " is too long for the path of a socket; set XDG_RUNTIME_DIR to a shorter one");
    }
    ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      listening.bind(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      listening.close();
      throw e;
    }
    Relay relay = new Relay(listening, repositories, key, events);
    Thread.ofVirtual().name("git-relay").start(relay::accept);
    return relay;
  }

  /** Ends all connections. */
  @Override
  public void close() throws IOException {
    listening.close();
    for (SocketChannel channel : open) {
      channel.close();
    }
    ssh.close();
  }

  private void accept() {
    while (listening.isOpen()) {
      try {
        SocketChannel channel = listening.accept();
        if (room.tryAcquire()) {
          open.add(channel);
          Thread.ofVirtual().name("git-relay").start(() -> serve(channel));
        } else {
          channel.close();
        }
      } catch (IOException e) {
        // The relay is closed, or the process has no descriptor left: then that connection ends.
      }
    }
  }

  private void serve(SocketChannel channel) {
    String who = "a git host";
    try (channel;
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
        OutputStream out = Channels.newOutputStream(channel)) {
      Preamble preamble = Preamble.read(in);
      who = preamble.host();
      switch (preamble.speech()) {
        case HTTPS, HTTP -> new HttpFront(preamble, repositories).serve(in, out);
        case SSH -> ssh.serve(preamble, channel, in, out);
        case GIT -> new DaemonFront(preamble, repositories).serve(in, out);
      }
    } catch (IOException e) {
      // The session's side has gone, or has said what can't be understood: either way it is over.
    } catch (RuntimeException e) {
      events.failed(who, "the relay failed: " + e);
    } finally {
      open.remove(channel);
      room.release();
    }
  }
}
