package dev.paddock.session;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Where the verdicts of sessions are kept, beside their logs. */
public final class JudgementRecordFiles {
  private static final String SUFFIX = ".judgements";
  private static final int MOST = 50;

  private JudgementRecordFiles() {}

  /** Returns where a session's are to be kept, and removes those of sessions long ago. */
  static Path fresh(Path logs, String session) throws IOException {
    List<Path> files = all(PaddockFolders.make(logs));
    for (Path old : files.subList(0, Math.max(0, files.size() - MOST))) {
      Files.deleteIfExists(old);
    }
    return logs.resolve(session + SUFFIX);
  }

  /**
   * Finds a session's.
   *
   * @param session empty for the newest that has some
   * @throws IOException if there are none
   */
  public static Path find(Path logs, Optional<String> session) throws IOException {
    List<Path> files = all(logs);
    return files.reversed().stream()
        .filter(
            file ->
                session.isEmpty()
                    || String.valueOf(file.getFileName()).equals(session.get() + SUFFIX))
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    session.isPresent()
                        ? "No verdicts are kept of a session "
                            + Text.printable(session.get())
                            + ": no model was asked in it, or it is long ago"
                        : "No verdicts are kept: no session has asked a model"));
  }

  /** Sessions' names begin with their time, so they sort by it. */
  private static List<Path> all(Path logs) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(logs, "*" + SUFFIX)) {
      found.forEach(files::add);
    } catch (NoSuchFileException e) {
      return List.of();
    }
    Collections.sort(files);
    return files;
  }
}
