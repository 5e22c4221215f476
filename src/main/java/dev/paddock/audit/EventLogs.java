package dev.paddock.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The logs of a folder. Sessions' names begin with their time, so they sort by it. */
public final class EventLogs {
  private static final String SUFFIX = ".jsonl";
  private static final int MOST = 200;
  private static final long FOLLOW_MILLIS = 100;

  private EventLogs() {}

  /**
   * Returns the sessions that have a log, the newest first.
   *
   * @throws IOException if the folder can't be read
   */
  public static List<String> list(Path folder) throws IOException {
    List<String> sessions = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        sessions.add(name.substring(0, name.length() - SUFFIX.length()));
      }
    } catch (NoSuchFileException e) {
      return List.of();
    }
    sessions.sort(Comparator.reverseOrder());
    return sessions;
  }

  /**
   * Reads a session's log, also while it is written; lines that are none are passed over.
   *
   * @param each is given the events in their order
   * @throws IOException if there is no such log, or it can't be read
   */
  public static void read(Path folder, String session, Consumer<RecordedEvent> each)
      throws IOException {
    try (BufferedReader lines =
        Files.newBufferedReader(file(folder, session), StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        EventLines.read(line).ifPresent(each);
      }
    } catch (NoSuchFileException e) {
      throw new IOException(
          "There is no log of a session " + session + ". `paddock log --list` names them", e);
    }
  }

  /**
   * Looks whether every line names the hash of the one before.
   *
   * @return the number of the first line that does not, counted from 1; empty if all do
   * @throws IOException if there is no such log, or it can't be read
   */
  public static OptionalLong check(Path folder, String session) throws IOException {
    String before = EventLines.FIRST;
    long number = 0;
    try (BufferedReader lines =
        Files.newBufferedReader(file(folder, session), StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!EventLines.before(line).filter(before::equals).isPresent()) {
          return OptionalLong.of(number);
        }
        before = EventLines.hash(line);
      }
    }
    return OptionalLong.empty();
  }

  /**
   * Reads a session's log and goes on reading what is added, until the thread is interrupted.
   *
   * @param each is given the events in their order
   * @throws IOException if there is no such log, or it can't be read
   */
  public static void follow(Path folder, String session, Consumer<RecordedEvent> each)
      throws IOException, InterruptedException {
    StringBuilder line = new StringBuilder();
    try (BufferedReader text =
        Files.newBufferedReader(file(folder, session), StandardCharsets.UTF_8)) {
      while (true) {
        int c = text.read();
        if (c < 0) {
          Thread.sleep(FOLLOW_MILLIS);
        } else if (c == '\n') {
          EventLines.read(line.toString()).ifPresent(each);
          line.setLength(0);
        } else {
          line.append((char) c);
        }
      }
    }
  }

  /** Returns the file of a session's log. */
  static Path file(Path folder, String session) throws IOException {
    if (!session.matches("[A-Za-z0-9][A-Za-z0-9-]{0,63}")) {
      throw new IOException("That is no name of a session. `paddock log --list` names them");
    }
    return folder.resolve(session + SUFFIX);
  }

  /** Keeps the logs of the last sessions only. */
  static void removeOld(Path folder) throws IOException {
    for (String session : list(folder).stream().skip(MOST).toList()) {
      Files.deleteIfExists(folder.resolve(session + SUFFIX));
    }
  }
}
