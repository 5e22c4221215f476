package dev.paddock.session;

import dev.paddock.relay.RelayEvents;
import dev.paddock.relay.RelayRefusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Tells the session's report what the git relay does. Thread-safe. */
final class RelayReport implements RelayEvents {
  private final SessionReport report;

  RelayReport(SessionReport report) {
    this.report = report;
  }

  @Override
  public void fetched(String repository) {
    report.write("git-fetched", fields(repository));
  }

  @Override
  public void pushed(String repository, List<RefChange> changes) {
    changes.forEach(change -> report.write("git-pushed", fields(repository, change)));
  }

  @Override
  public void held(String repository, String id, List<RefChange> changes, RelayRefusal why) {
    for (RefChange change : changes) {
      SequencedMap<String, String> fields = fields(repository, change);
      fields.put("id", id);
      fields.putAll(words(why));
      report.write("git-held", fields);
    }
    report.remember(
        "held " + id,
        "a push to %s is held: %s Look at it with paddock allow push %s --show; release it with paddock allow push %s"
            .formatted(repository, why.reason(), id, id));
  }

  @Override
  public void refused(String repository, RelayRefusal why) {
    SequencedMap<String, String> fields = fields(repository);
    fields.putAll(words(why));
    report.write("refused", fields);
    report.remember(
        why.rule() + " " + repository,
        "refused git's %s: %s %s".formatted(repository, why.reason(), why.remedy()));
  }

  @Override
  public void failed(String repository, String problem) {
    SequencedMap<String, String> fields = fields(repository);
    fields.put("reason", problem);
    report.write("failed", fields);
    report.remember("failed " + repository + problem, repository + " failed: " + problem);
  }

  private static SequencedMap<String, String> fields(String repository) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("target", repository);
    return fields;
  }

  private static SequencedMap<String, String> fields(String repository, RefChange change) {
    SequencedMap<String, String> fields = fields(repository);
    fields.put("ref", change.ref());
    fields.put("old", change.oldId());
    fields.put("new", change.newId());
    return fields;
  }

  private static SequencedMap<String, String> words(RelayRefusal why) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("rule", why.rule());
    fields.put("reason", why.reason());
    fields.put("remedy", why.remedy());
    return fields;
  }
}
