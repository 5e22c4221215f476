package dev.paddock.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes what happens in one session to a file of its own, one line an event. Thread-safe.
 *
 * <p>{@link #add} never waits: events stand in a queue, and one thread writes them. What finds the
 * queue or the disk full is counted, not kept; {@link #lost} tells how many. The log is a record
 * for the owner, not a condition of anything, so a full disk stops no session.
 *
 * <p>Each line names the hash of the one before, so that a line that was changed or taken out later
 * shows; {@link EventLogs#check} looks.
 */
public final class EventLog implements AutoCloseable {
  private static final int QUEUE = 8192;
  private static final long LARGEST = 64L * 1024 * 1024;
  private static final long PATIENCE_SECONDS = 5;

  /** What stands in the queue. */
  private record Entry(Instant time, Event event) {}

  private final BlockingQueue<Entry> queue;
  private final AtomicLong lost = new AtomicLong();
  private final InstantSource clock;
  private final long largest;
  private final FileChannel channel;
  private final Thread writer;
  private volatile boolean closing;
  private long size;
  private String before = EventLines.FIRST;
  private boolean full;

  private EventLog(FileChannel channel, InstantSource clock, int queue, long largest) {
    this.channel = channel;
    this.clock = clock;
    this.queue = new ArrayBlockingQueue<>(queue);
    this.largest = largest;
    this.writer = Thread.ofPlatform().daemon().name("event-log").unstarted(this::write);
  }

  /**
   * Begins a session's log, and removes those of sessions long ago.
   *
   * @param folder made if it is missing; only its owner can look into it
   * @param session the session's name, letters, digits and hyphens
   * @throws IOException if there is such a log already, or none can be made
   */
  public static EventLog open(Path folder, String session) throws IOException {
    EventLog log = open(folder, session, InstantSource.system(), QUEUE, LARGEST);
    EventLogs.removeOld(folder);
    return log;
  }

  static EventLog open(Path folder, String session, InstantSource clock, int queue, long largest)
      throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    FileChannel channel =
        FileChannel.open(
            EventLogs.file(folder, session),
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return begin(channel, clock, queue, largest);
  }

  static EventLog begin(FileChannel channel, InstantSource clock, int queue, long largest) {
    EventLog log = new EventLog(channel, clock, queue, largest);
    log.writer.start();
    return log;
  }

  /** Takes an event, as happening now. */
  public void add(Event event) {
    if (closing || !queue.offer(new Entry(clock.instant(), event))) {
      lost.incrementAndGet();
    }
  }

  /** Returns how many events were not written; final after {@link #close}. */
  public long lost() {
    return lost.get();
  }

  /** Writes what stands in the queue, as far as that takes no more than some seconds. */
  @Override
  public void close() throws IOException {
    closing = true;
    try {
      writer.join(Duration.ofSeconds(PATIENCE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lost.addAndGet(queue.drainTo(new ArrayList<>()));
      channel.close();
    }
  }

  private void write() {
    try {
      while (true) {
        Entry entry = queue.poll(50, TimeUnit.MILLISECONDS);
        if (entry != null) {
          write(entry);
        } else if (closing) {
          return;
        }
      }
    } catch (InterruptedException e) {
      closing = true;
    }
  }

  private void write(Entry entry) {
    if (full) {
      lost.incrementAndGet();
      return;
    }
    String line = EventLines.write(entry.time(), entry.event(), before);
    if (size + line.length() > largest) {
      full = true;
      lost.incrementAndGet();
      append(EventLines.write(entry.time(), fullEvent(), before));
    } else if (!append(line)) {
      lost.incrementAndGet();
    }
  }

  /** A line is there as a whole or not at all: what a full disk cut off is cut off entirely. */
  private boolean append(String line) {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    long length = bytes.remaining();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes, size + bytes.position());
      }
      size += length;
      before = EventLines.hash(line);
      return true;
    } catch (IOException e) {
      cutOff();
      return false;
    }
  }

  private void cutOff() {
    try {
      channel.truncate(size);
    } catch (IOException e) {
      full = true; // nothing may follow half a line
    }
  }

  private Event fullEvent() {
    return new Event(
        "log-full",
        new LinkedHashMap<>(
            Map.of(
                "reason",
                "This session's log has reached its "
                    + (largest >> 20)
                    + " MiB; what happened later is counted, not kept")));
  }
}
