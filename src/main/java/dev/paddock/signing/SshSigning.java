package dev.paddock.signing;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Signs for a session with one ssh key, which stays outside. Listens on a Unix socket that the
 * session can connect to. Thread-safe.
 */
public final class SshSigning implements AutoCloseable {
  private static final int MOST_CLIENTS = 32;
  private static final int LONGEST_KEY = 64 * 1024;

  private final SshPublicKey key;
  private final Optional<Path> keyFile;
  private final Map<String, String> environment;
  private final Semaphore room = new Semaphore(MOST_CLIENTS);
  private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;
  private AutoCloseable running = () -> {};

  private SshSigning(SshPublicKey key, Optional<Path> keyFile, Map<String, String> environment) {
    this.key = key;
    this.keyFile = keyFile;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Finds the key that {@code user.signingKey} names, in any form that git takes (git-config(1)): a
   * file of a public or private key, or the public key itself.
   *
   * @return empty if there is no such key
   */
  public static Optional<SshSigning> of(
      String signingKey, Path home, Map<String, String> environment) {
    String literal = signingKey.startsWith("key::") ? signingKey.substring(5) : signingKey;
    Optional<SshPublicKey> itself = SshPublicKey.parse(literal);
    if (itself.isPresent()) {
      return Optional.of(new SshSigning(itself.get(), Optional.empty(), environment));
    }
    try {
      Path named =
          literal.startsWith("~/") ? home.resolve(literal.substring(2)) : home.resolve(literal);
      String name = named.toString();
      Path secret = name.endsWith(".pub") ? Path.of(name.substring(0, name.length() - 4)) : named;
      Path known = Path.of(secret + ".pub");
      Path file = Files.isRegularFile(known) ? known : named;
      if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_KEY) {
        return Optional.empty();
      }
      return SshPublicKey.parse(Files.readString(file, StandardCharsets.ISO_8859_1))
          .map(key -> new SshSigning(key, Optional.of(secret), environment));
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Returns the public key's line, which the session may know. */
  public String publicKey() {
    return key.text() + "\n";
  }

  /**
   * Begins to sign.
   *
   * @param socket where the session connects
   * @param folder one that the session can't see, for an agent of Paddock's own
   */
  public void start(Path socket, Path folder, SigningEvents events) throws IOException {
    ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      listening.bind(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      listening.close();
      throw e;
    }
    OwnersSshAgent agent = new OwnersSshAgent(environment, keyFile, folder);
    running =
        () -> {
          listening.close();
          agent.close();
        };
    SshSigner signer = new SshSigner(key, agent, events);
    Thread.ofVirtual().name("ssh-signing").start(() -> accept(listening, signer));
  }

  @Override
  public void close() throws IOException {
    closed = true;
    try {
      running.close();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
    for (SocketChannel client : clients) {
      client.close();
    }
  }

  private void accept(ServerSocketChannel listening, SshSigner signer) {
    while (!closed) {
      try {
        SocketChannel client = listening.accept();
        if (room.tryAcquire()) {
          clients.add(client);
          Thread.ofVirtual().name("ssh-signing").start(() -> serve(client, signer));
        } else {
          client.close();
        }
      } catch (IOException e) {
        // Closed, or out of descriptors: then that client gets nothing.
      }
    }
  }

  private void serve(SocketChannel client, SshSigner signer) {
    try (client;
        DataInputStream in =
            new DataInputStream(new BufferedInputStream(Channels.newInputStream(client)));
        DataOutputStream out = new DataOutputStream(Channels.newOutputStream(client))) {
      signer.serve(in, out);
    } catch (IOException e) {
      // What is no message of an agent gets no answer.
    } finally {
      clients.remove(client);
      room.release();
    }
  }
}
