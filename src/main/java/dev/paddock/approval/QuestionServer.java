package dev.paddock.approval;

import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * Shows one session's questions to its owner, and takes answers, at a Unix socket outside of the
 * session. One virtual thread a connection, one request a connection. Thread-safe.
 *
 * <p>Only the owner's processes are served: the folder and the socket are theirs alone, and the
 * kernel is asked who connected (SO_PEERCRED). So many connections at a time; the others wait. A
 * request that does not come, and a reply that is not read, end their connection.
 */
public final class QuestionServer implements AutoCloseable {
  private static final int BACKLOG = 512;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.range(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_EXECUTE);

  /**
   * How much there may be at a time.
   *
   * @param connections that are served; others wait
   * @param patience how long a request may take to arrive, and a reply to be read
   */
  record Bounds(int connections, Duration patience) {
    static final Bounds USUAL = new Bounds(128, Duration.ofSeconds(10));
  }

  private final ServerSocketChannel listening;
  private final Path socket;
  private final Questions questions;
  private final UserPrincipal owner;
  private final Bounds bounds;
  private final Semaphore room;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private QuestionServer(
      ServerSocketChannel listening,
      Path socket,
      Questions questions,
      UserPrincipal owner,
      Bounds bounds) {
    this.listening = listening;
    this.socket = socket;
    this.questions = questions;
    this.owner = owner;
    this.bounds = bounds;
    this.room = new Semaphore(bounds.connections());
  }

  /**
   * Begins to serve.
   *
   * @param socket in a folder that nobody else can enter; there must be no such file yet
   * @throws IOException if the folder is open to others, or the socket can't be made
   */
  public static QuestionServer start(Path socket, Questions questions) throws IOException {
    UserPrincipal self = Files.getOwner(Path.of("/proc/self"));
    return start(socket, questions, self, Bounds.USUAL);
  }

  static QuestionServer start(Path socket, Questions questions, UserPrincipal owner, Bounds bounds)
      throws IOException {
    requirePrivate(socket.toAbsolutePath().getParent());
    ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try (SocketAddress address = SocketAddress.of(socket)) {
      listening.bind(address.toBindOrConnect(), BACKLOG);
      Files.setPosixFilePermissions(socket, OWNER_ONLY);
    } catch (IOException e) {
      listening.close();
      throw e;
    }
    QuestionServer server = new QuestionServer(listening, socket, questions, owner, bounds);
    Thread.ofVirtual().name("questions").start(server::accept);
    return server;
  }

  /** Ends all connections and removes the socket; what waits goes on waiting. */
  @Override
  public void close() throws IOException {
    closed = true;
    listening.close();
    for (SocketChannel channel : open) {
      channel.close();
    }
    Files.deleteIfExists(socket);
  }

  private static void requirePrivate(@Nullable Path folder) throws IOException {
    if (folder == null) {
      throw new IOException("a socket needs a folder of its owner's own");
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
    if (permissions.stream().anyMatch(OTHERS::contains)) {
      throw new IOException(folder + " is open to other users. Run: chmod 700 " + folder);
    }
  }

  private void accept() {
    while (!closed) {
      room.acquireUninterruptibly();
      boolean given = false;
      try {
        SocketChannel channel = listening.accept();
        open.add(channel);
        Thread.ofVirtual().name("question").start(() -> serve(channel));
        given = true;
      } catch (IOException e) {
        pause(); // closed, or out of descriptors: those that wait go on waiting
      } finally {
        if (!given) {
          room.release();
        }
      }
    }
  }

  private void pause() {
    if (!closed) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void serve(SocketChannel channel) {
    try (channel;
        OutputStream out = Channels.newOutputStream(channel)) {
      if (closed || !isOwners(channel)) {
        return;
      }
      List<String> reply = reply(channel);
      try (var _ = Deadline.of(channel, bounds.patience())) {
        for (String line : reply) {
          out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        out.flush();
      }
    } catch (IOException e) {
      // The client has gone, or took too long: it gets nothing, and nothing was answered by it.
    } finally {
      open.remove(channel);
      room.release();
    }
  }

  private boolean isOwners(SocketChannel channel) throws IOException {
    return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().equals(owner);
  }

  private List<String> reply(SocketChannel channel) throws IOException {
    try {
      return switch (Wire.request(line(channel))) {
        case Wire.Request.Show _ -> Wire.write(questions.list());
        case Wire.Request.Give(String id, String fingerprint, Answer answer) -> {
          questions.answer(id, fingerprint, answer);
          yield List.of(Wire.taken());
        }
      };
    } catch (MalformedException e) {
      return List.of(
          Wire.refused(
              "This is no request that can be understood: " + e.getMessage(),
              "Use `paddock ask` of the same version as the session"));
    } catch (AnswerException e) {
      return List.of(Wire.refused(e.reason(), e.remedy()));
    }
  }

  private String line(SocketChannel channel) throws IOException {
    try (var _ = Deadline.of(channel, bounds.patience())) {
      return new Lines(Channels.newInputStream(channel), Wire.LONGEST_REQUEST).next();
    }
  }
}
