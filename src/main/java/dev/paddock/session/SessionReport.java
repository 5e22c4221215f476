package dev.paddock.session;

import dev.paddock.audit.Event;
import dev.paddock.audit.EventLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A session's log, and what the person is told at the session's end: while it lasts the screen is
 * the command's. Thread-safe.
 */
final class SessionReport implements AutoCloseable {
  private static final int MOST_TOLD = 5;
  private static final int MOST_REMEMBERED = 1_000;

  private final Path folder;
  private final String session;
  private final Notices notices;
  private final SequencedMap<String, Told> told = new LinkedHashMap<>();
  private @Nullable EventLog log;
  private @Nullable String unwritable;

  /** What is said once, and how often it happened. */
  private static final class Told {
    private final String text;
    private int times;

    Told(String text) {
      this.text = text;
    }
  }

  /**
   * Begins a report; a file is made with the first event.
   *
   * @param folder of all sessions' logs
   */
  SessionReport(Path folder, String session, Notices notices) {
    this.folder = folder;
    this.session = session;
    this.notices = notices;
  }

  /** Writes an event: most sessions of a second have none. */
  synchronized void write(String kind, SequencedMap<String, String> fields) {
    if (log == null && unwritable == null) {
      try {
        log = EventLog.open(folder, session);
      } catch (IOException e) {
        unwritable = e.getMessage();
      }
    }
    if (log != null) {
      log.add(new Event(kind, fields));
    }
  }

  /**
   * Tells something at the end.
   *
   * @param key what has the same one is told once, with its number
   */
  synchronized void remember(String key, String text) {
    Told what = told.get(key);
    if (what == null) {
      if (told.size() == MOST_REMEMBERED) {
        return;
      }
      what = new Told(text);
      told.put(key, what);
    }
    what.times++;
  }

  /** Something of Paddock's own did not end as it should. */
  void ended(String what, Exception problem) {
    notices.notice(what + ": " + Text.printable(String.valueOf(problem.getMessage())));
  }

  /** Ends the log and tells. */
  @Override
  public synchronized void close() {
    int left = told.size() - MOST_TOLD;
    told.values().stream()
        .limit(MOST_TOLD)
        .forEach(
            what ->
                notices.notice(
                    Text.printable(what.text)
                        + (what.times > 1 ? " (" + what.times + " times)" : "")));
    if (left > 0) {
      notices.notice("… and " + left + " more; all are in: paddock log " + session);
    }
    if (log != null) {
      try {
        log.close();
      } catch (IOException e) {
        unwritable = e.getMessage();
      }
      if (log.lost() > 0) {
        notices.notice(log.lost() + " events are missing in the session's log");
      }
    }
    if (unwritable != null) {
      notices.notice("the session's log can't be written: " + unwritable);
    }
  }
}
