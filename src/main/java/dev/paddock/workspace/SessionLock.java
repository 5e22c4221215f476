package dev.paddock.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sign that a session is alive: a lock on a file of its record that the kernel drops when the
 * process ends, however it ends.
 *
 * <p>Locks are fcntl(2)'s: they belong to the process, and closing any descriptor of the file drops
 * them. So a process must never open a lock file that it holds; {@code HELD} knows those.
 * Invariant: a directory is in {@code HELD} exactly while this process has a lock in it.
 * Thread-safe.
 */
final class SessionLock implements AutoCloseable {
  private static final String FILE = "lock";
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path session;
  private final FileChannel channel;

  private SessionLock(Path session, FileChannel channel) {
    this.session = session;
    this.channel = channel;
  }

  /**
   * Takes the lock of a new session.
   *
   * @param preparing where the session's directory is now
   * @param session where it is going to be
   */
  static SessionLock acquire(Path preparing, Path session) throws IOException {
    FileChannel channel =
        FileChannel.open(
            preparing.resolve(FILE),
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PrivateFiles.FILE_MODE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new IOException(preparing + " is locked by another process");
    }
    HELD.add(session);
    return new SessionLock(session, channel);
  }

  /** Tells whether the session of a directory is alive, in this process or another. */
  static boolean isHeld(Path session) throws IOException {
    if (HELD.contains(session)) {
      return true;
    }
    Path file = session.resolve(FILE);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(file + " is missing");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return channel.tryLock() == null;
    }
  }

  @Override
  public void close() throws IOException {
    HELD.remove(session);
    channel.close();
  }
}
