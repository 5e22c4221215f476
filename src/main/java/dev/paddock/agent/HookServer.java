package dev.paddock.agent;

import dev.paddock.gate.Gate;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Answers the hooks of one session: HTTP/1.1 at a Unix socket, to which the session connects itself
 * or through its egress. One virtual thread a connection, one request a connection. Thread-safe.
 *
 * <p>Bounded: so many connections, so many bytes of questions at a time, so long for a question to
 * arrive and for a decision. Beyond that a client gets an error or none, and its agent does not
 * act, or goes on if it only told what there was.
 */
public final class HookServer implements AutoCloseable {
  private static final int LONGEST_SOCKET_PATH = 107;
  private static final int BACKLOG = 1_024;

  /**
   * How much there may be at a time.
   *
   * @param connections that are served; others wait
   * @param kibibytes of questions in memory
   * @param arrival how long a question may take to arrive, and its answer to be taken
   */
  record Bounds(int connections, int kibibytes, Duration arrival) {
    static final Bounds USUAL = new Bounds(1_024, 64 * 1_024, Duration.ofSeconds(20));
  }

  private final ServerSocketChannel listening;
  private final HookDesk desk;
  private final String about;
  private final Bounds bounds;
  private final Semaphore room;
  private final Semaphore memory;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("hook-clock").factory());
  private volatile boolean closed;

  private HookServer(ServerSocketChannel listening, HookDesk desk, String about, Bounds bounds) {
    this.listening = listening;
    this.desk = desk;
    this.about = about;
    this.bounds = bounds;
    this.room = new Semaphore(bounds.connections());
    this.memory = new Semaphore(bounds.kibibytes());
    clock.setRemoveOnCancelPolicy(true);
  }

  /**
   * Begins to answer.
   *
   * @param socket its folder must be one that nobody else can enter (unix(7))
   * @param about what this is and what may be done, for whoever asks inside
   * @param hasTerminal whether somebody can see what an agent shows
   * @throws IOException if the socket can't be made
   */
  public static HookServer start(
      Path socket, Gate gate, String about, boolean hasTerminal, HookEvents events)
      throws IOException {
    HookDesk desk = new HookDesk(gate, events, hasTerminal, HookDesk.Patience.USUAL);
    return start(socket, about, desk, Bounds.USUAL);
  }

  static HookServer start(Path socket, String about, HookDesk desk, Bounds bounds)
      throws IOException {
    if (socket.toString().length() > LONGEST_SOCKET_PATH) {
      throw new IOException(
          socket + " is too long for the path of a socket; set XDG_RUNTIME_DIR to a shorter one");
    }
    ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      listening.bind(UnixDomainSocketAddress.of(socket), BACKLOG);
    } catch (IOException e) {
      listening.close();
      throw e;
    }
    HookServer server = new HookServer(listening, desk, about, bounds);
    Thread.ofVirtual().name("hooks").start(server::accept);
    return server;
  }

  /** Denies what is still asked, and ends all connections. */
  @Override
  public void close() throws IOException {
    closed = true;
    desk.close();
    listening.close();
    for (SocketChannel channel : open) {
      channel.close();
    }
    clock.shutdownNow();
  }

  private void accept() {
    while (!closed) {
      room.acquireUninterruptibly();
      boolean given = false;
      try {
        SocketChannel channel = listening.accept();
        open.add(channel);
        Thread.ofVirtual().name("hook").start(() -> serve(channel));
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
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 14);
        OutputStream out = Channels.newOutputStream(channel)) {
      HttpReply reply = reply(channel, in, out);
      ScheduledFuture<?> limit = limit(channel);
      out.write(reply.bytes());
      out.flush();
      limit.cancel(false);
    } catch (IOException e) {
      // The client has gone, or took too long: it gets nothing, and a question's agent does not
      // act.
    } finally {
      open.remove(channel);
      room.release();
    }
  }

  private ScheduledFuture<?> limit(SocketChannel channel) throws IOException {
    if (closed) {
      throw new IOException("the session has ended");
    }
    return clock.schedule(
        () -> {
          channel.close();
          return true;
        },
        bounds.arrival().toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private HttpReply reply(SocketChannel channel, InputStream in, OutputStream out)
      throws IOException {
    ScheduledFuture<?> limit = limit(channel);
    try {
      HttpQuestion question = HttpQuestion.read(in);
      if (question.method().equals("GET") && question.path().equals("/")) {
        return HttpReply.text(200, about);
      }
      Optional<HookPath> path =
          question.method().equals("POST") ? HookPath.read(question.path()) : Optional.empty();
      return path.isEmpty()
          ? HttpReply.text(404, "Hooks ask here: POST /hook/AGENT. What this is: GET /")
          : reply(path.get(), question, in, out, limit);
    } catch (HttpQuestion.Refused e) {
      return HttpReply.text(e.status(), String.valueOf(e.getMessage()));
    } finally {
      limit.cancel(false);
    }
  }

  private HttpReply reply(
      HookPath path, HttpQuestion question, InputStream in, OutputStream out, Future<?> limit)
      throws IOException {
    if (question.length() > HookInput.LONGEST) {
      desk.unread(path, "it is longer than 8 MiB");
      return HttpReply.text(413, "The request is longer than 8 MiB.");
    }
    int kibibytes = question.length() / 1_024 + 1;
    if (!memory.tryAcquire(kibibytes)) {
      desk.unread(path, "too much was said at once");
      return HttpReply.text(503, "Too much is asked at once.");
    }
    try {
      byte[] words = body(path, question, in, out);
      limit.cancel(false);
      HookAnswer answer = desk.answer(path, words);
      return path.isCommand() ? HttpReply.lines(answer) : HttpReply.json(answer);
    } finally {
      memory.release(kibibytes);
    }
  }

  private byte[] body(HookPath path, HttpQuestion question, InputStream in, OutputStream out)
      throws IOException {
    try {
      if (question.waits()) {
        out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      byte[] words = in.readNBytes(question.length());
      if (words.length == question.length()) {
        return words;
      }
    } catch (IOException e) {
      desk.unread(path, "it did not arrive as a whole");
      throw e;
    }
    desk.unread(path, "it did not arrive as a whole");
    throw new IOException("the client has gone");
  }
}
