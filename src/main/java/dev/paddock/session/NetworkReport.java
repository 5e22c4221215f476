package dev.paddock.session;

import dev.paddock.audit.Event;
import dev.paddock.audit.EventLog;
import dev.paddock.egress.Destination;
import dev.paddock.egress.EgressEvents;
import dev.paddock.egress.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the network does to the session's log, and tells the person at the session's end what
 * was refused: while it lasts the screen is the command's. Thread-safe.
 */
final class NetworkReport implements EgressEvents, AutoCloseable {
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

  NetworkReport(Path folder, String session, Notices notices) {
    this.folder = folder;
    this.session = session;
    this.notices = notices;
  }

  @Override
  public void refused(Refusal refusal) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("target", refusal.target());
    fields.put("rule", refusal.rule());
    fields.put("reason", refusal.reason());
    fields.put("remedy", refusal.remedy());
    write("refused", fields);
    remember(
        refusal.rule() + " " + refusal.target(),
        "refused " + refusal.target() + ": " + refusal.reason() + " " + refusal.remedy());
  }

  @Override
  public void failed(Destination destination, String problem) {
    SequencedMap<String, String> fields = fields(destination);
    fields.put("reason", problem);
    write("failed", fields);
    remember("failed " + destination.text() + problem, destination.text() + " failed: " + problem);
  }

  @Override
  public void connected(Destination destination) {
    SequencedMap<String, String> fields = fields(destination);
    fields.put("allowed-by", destination.origin());
    write("connected", fields);
  }

  @Override
  public void requested(Destination destination, String method, String path, String credential) {
    SequencedMap<String, String> fields = fields(destination);
    fields.put("method", method);
    fields.put("path", path);
    if (!credential.isEmpty()) {
      fields.put("credential", credential);
    }
    write("requested", fields);
  }

  /** Something of the network did not end as it should. */
  void ended(Exception problem) {
    notices.notice("the network's end: " + Text.printable(String.valueOf(problem.getMessage())));
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

  private static SequencedMap<String, String> fields(Destination destination) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("target", destination.text());
    return fields;
  }

  private synchronized void remember(String key, String text) {
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

  /** Opens the log with the first event: most sessions of a second have none. */
  private synchronized void write(String kind, SequencedMap<String, String> fields) {
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
}
