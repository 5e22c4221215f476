package dev.paddock.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one session at a time begin or end, among all processes that share a state directory.
 *
 * <p>Without it, a session that begins could record what another one plants between that one's
 * record and its own as having been there before. Threads of one process take turns by {@code
 * TURN}, since a file lock is the process's.
 */
final class StateLock implements AutoCloseable {
  private static final ReentrantLock TURN = new ReentrantLock();

  private final FileChannel channel;

  private StateLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits for its turn. */
  static StateLock acquire(Path state) throws IOException {
    TURN.lock();
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              state.resolve("workspace.lock"),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              PrivateFiles.FILE_MODE);
      channel.lock();
      return new StateLock(channel);
    } catch (IOException | RuntimeException e) {
      if (channel != null) {
        channel.close();
      }
      TURN.unlock();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      TURN.unlock();
    }
  }
}
