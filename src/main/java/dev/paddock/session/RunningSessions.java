package dev.paddock.session;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which of this user's sessions run now, for what their owner does to them from outside. One small
 * file each, in a folder of Paddock's own; what a kill left behind is recognised and removed.
 */
final class RunningSessions {
  private static final int FIELD_OF_START = 22;

  /** Ends the names of sockets that lie beside the sessions' own files. */
  private static final String SOCKET = ".ask";

  /** Begins the names of files that are not complete yet. */
  private static final String HIDDEN = ".";

  private final Path folder;

  /**
   * Uses a folder.
   *
   * @param folder made with the first session
   */
  RunningSessions(Path folder) {
    this.folder = folder;
  }

  /**
   * A session.
   *
   * @param pid of its outer process, as {@code SandboxProcess.pid()}
   */
  record RunningSession(String id, int pid) {}

  /** The time in which a session is among the running ones. */
  interface Entry extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  Entry enter(String id, int pid) throws IOException {
    Path file = PaddockFolders.make(folder).resolve(id);
    // Whoever lists meanwhile would take half of it for a leftover, and remove it.
    Path written = Files.createTempFile(folder, HIDDEN, "");
    Files.writeString(written, pid + " " + startOf(pid).orElse(""));
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    return () -> Files.deleteIfExists(file);
  }

  /**
   * Finds a session.
   *
   * @param id empty for the only one that runs
   * @throws SessionException if there is none, or more than one to choose from
   */
  RunningSession find(Optional<String> id) throws IOException, SessionException {
    List<RunningSession> running = list();
    List<RunningSession> meant =
        running.stream().filter(session -> id.isEmpty() || session.id().equals(id.get())).toList();
    if (meant.size() == 1) {
      return meant.getFirst();
    }
    if (running.isEmpty()) {
      throw new SessionException(
          "No session of yours is running", "Start one: paddock run -- bash");
    }
    String names = String.join(", ", running.stream().map(RunningSession::id).toList());
    throw new SessionException(
        id.isPresent()
            ? "No session " + Text.printable(id.get()) + " is running"
            : "More than one session is running",
        "Name one of: " + names);
  }

  /** Returns where a session shows its questions. */
  Path socket(String id) {
    return folder.resolve(id + SOCKET);
  }

  List<RunningSession> list() throws IOException {
    List<RunningSession> running = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!name.endsWith(SOCKET) && !name.startsWith(HIDDEN)) {
          read(file).ifPresent(running::add);
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    }
    running.sort(Comparator.comparing(RunningSession::id));
    return running;
  }

  private Optional<RunningSession> read(Path file) throws IOException {
    String[] words = Files.readString(file).split(" ", -1);
    if (words.length == 2 && words[0].matches("[1-9][0-9]{0,9}")) {
      int pid = Integer.parseInt(words[0]);
      // The number may be another process's by now, the time at which it started can't.
      if (startOf(pid).filter(words[1]::equals).isPresent()) {
        return Optional.of(new RunningSession(file.getFileName().toString(), pid));
      }
    }
    Files.deleteIfExists(file);
    Files.deleteIfExists(socket(file.getFileName().toString()));
    return Optional.empty();
  }

  /** When a process started, as the kernel counts it (proc_pid_stat(5)). */
  private static Optional<String> startOf(int pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // The second field, in parentheses, may hold blanks.
      String[] rest = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Optional.of(rest[FIELD_OF_START - 3]);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
