package dev.paddock.git;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folders that Paddock keeps sessions' git folders in, one a session. A lock tells whether its
 * session lives, another one lets one process at a time land it. The kernel drops both when a
 * process ends, however it does.
 */
final class SessionPlaces {
  private static final String ALIVE = "alive";
  private static final String LANDING = "landing";

  private SessionPlaces() {}

  static Path make(Path state, String session) throws IOException {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(state, mode);
    return Files.createDirectory(state.resolve(session), mode).toRealPath();
  }

  /** Returns the folders of all sessions. */
  static List<Path> all(Path state) throws IOException {
    if (!Files.isDirectory(state)) {
      return List.of();
    }
    List<Path> places = new ArrayList<>();
    try (Stream<Path> entries = Files.list(state)) {
      for (Path entry : entries.sorted().toList()) {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          places.add(entry);
        }
      }
    }
    return places;
  }

  /** Takes the lock of a session that lives; closing the channel drops it. */
  static FileChannel live(Path place) throws IOException {
    return lock(place, ALIVE).orElseThrow(() -> new IOException(place + " is in use"));
  }

  /** Tells whether a session lives. */
  static boolean isLive(Path place) throws IOException {
    Optional<FileChannel> lock = lock(place, ALIVE);
    if (lock.isPresent()) {
      lock.get().close();
    }
    return lock.isEmpty();
  }

  /** Waits for the turn to land. */
  static FileChannel turn(Path place) throws IOException {
    FileChannel channel = open(place, LANDING);
    try {
      while (true) {
        try {
          channel.lock();
          return channel;
        } catch (OverlappingFileLockException e) {
          Thread.sleep(20); // another thread of this process has it
        }
      }
    } catch (InterruptedException e) {
      channel.close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static Optional<FileChannel> lock(Path place, String name) throws IOException {
    FileChannel channel = open(place, name);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(channel);
      }
    } catch (OverlappingFileLockException e) {
      // This very process has it.
    }
    channel.close();
    return Optional.empty();
  }

  private static FileChannel open(Path place, String name) throws IOException {
    return FileChannel.open(
        place.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
