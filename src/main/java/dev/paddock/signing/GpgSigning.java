package dev.paddock.signing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Signs for a session with one OpenPGP key, which stays with the owner's gpg-agent. Inside, the
 * real gpg(1) finds the public key and a socket in its folder. Thread-safe.
 */
public final class GpgSigning implements AutoCloseable {
  private static final int MOST_CLIENTS = 32;

  private final GpgKey key;
  private final Map<String, String> environment;
  private final Semaphore room = new Semaphore(MOST_CLIENTS);
  private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();
  private @Nullable ServerSocketChannel listening;

  private GpgSigning(GpgKey key, Map<String, String> environment) {
    this.key = key;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Finds the key.
   *
   * @param name as {@code user.signingKey} has it, or the committer's address
   * @return empty if there is no such key, or no gpg
   */
  public static Optional<GpgSigning> of(String name, Map<String, String> environment) {
    return GpgKey.find(name, environment).map(key -> new GpgSigning(key, environment));
  }

  /** Returns what git's user.signingKey has to be inside. */
  public String fingerprint() {
    return key.fingerprint();
  }

  /**
   * Fills the folder that is gpg's inside, and begins to sign.
   *
   * @param home becomes the folder .gnupg; only its owner may enter it
   * @param socket outside
   * @param socketInside the same, as the session sees it
   */
  public void start(Path home, Path socket, String socketInside, SigningEvents events)
      throws IOException {
    Files.write(home.resolve("pubring.gpg"), key.publicKey());
    // libassuan follows such a file as if it were the socket.
    Files.writeString(home.resolve("S.gpg-agent"), "%Assuan%\nsocket=" + socketInside + "\n");
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      server.close();
      throw e;
    }
    listening = server;
    Thread.ofVirtual().name("gpg-signing").start(() -> accept(server, events));
  }

  @Override
  public void close() throws IOException {
    if (listening != null) {
      listening.close();
    }
    for (SocketChannel client : clients) {
      client.close();
    }
  }

  private void accept(ServerSocketChannel server, SigningEvents events) {
    while (server.isOpen()) {
      try {
        SocketChannel client = server.accept();
        if (room.tryAcquire()) {
          clients.add(client);
          Thread.ofVirtual().name("gpg-signing").start(() -> serve(client, events));
        } else {
          client.close();
        }
      } catch (IOException e) {
        // Closed, or out of descriptors: then that client gets nothing.
      }
    }
  }

  private void serve(SocketChannel client, SigningEvents events) {
    try (client;
        SocketChannel agent = SocketChannel.open(UnixDomainSocketAddress.of(ownersAgent()));
        InputStream in = Channels.newInputStream(client);
        OutputStream out = Channels.newOutputStream(client);
        InputStream agentIn = Channels.newInputStream(agent);
        OutputStream agentOut = Channels.newOutputStream(agent)) {
      new GpgSigner(new AssuanPolicy(key.grips()), key.fingerprint(), events)
          .serve(in, out, agentIn, agentOut);
    } catch (IOException e) {
      // The client, or the owner's agent, has gone: gpg inside says so.
    } finally {
      clients.remove(client);
      room.release();
    }
  }

  private Path ownersAgent() throws IOException {
    byte[] _ = GpgKey.run(environment, List.of("/usr/bin/gpgconf", "--launch", "gpg-agent"));
    byte[] path =
        GpgKey.run(environment, List.of("/usr/bin/gpgconf", "--list-dirs", "agent-socket"));
    return Path.of(new String(path, StandardCharsets.UTF_8).strip());
  }
}
