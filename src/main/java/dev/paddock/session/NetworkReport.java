package dev.paddock.session;

import dev.paddock.egress.Destination;
import dev.paddock.egress.EgressEvents;
import dev.paddock.egress.Refusal;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Tells the session's report what the network does. Thread-safe. */
final class NetworkReport implements EgressEvents {
  private final SessionReport report;

  NetworkReport(SessionReport report) {
    this.report = report;
  }

  @Override
  public void refused(Refusal refusal) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("target", refusal.target());
    fields.put("rule", refusal.rule());
    fields.put("reason", refusal.reason());
    fields.put("remedy", refusal.remedy());
    report.write("refused", fields);
    report.remember(
        refusal.rule() + " " + refusal.target(),
        "refused " + refusal.target() + ": " + refusal.reason() + " " + refusal.remedy());
  }

  @Override
  public void failed(Destination destination, String problem) {
    SequencedMap<String, String> fields = fields(destination);
    fields.put("reason", problem);
    report.write("failed", fields);
    report.remember(
        "failed " + destination.text() + problem, destination.text() + " failed: " + problem);
  }

  @Override
  public void connected(Destination destination) {
    SequencedMap<String, String> fields = fields(destination);
    fields.put("allowed-by", destination.origin());
    report.write("connected", fields);
  }

  @Override
  public void requested(Destination destination, String method, String path, String credential) {
    SequencedMap<String, String> fields = fields(destination);
    fields.put("method", method);
    fields.put("path", path);
    if (!credential.isEmpty()) {
      fields.put("credential", credential);
    }
    report.write("requested", fields);
  }

  /** Something of the network did not end as it should. */
  void ended(Exception problem) {
    report.ended("the network's end", problem);
  }

  private static SequencedMap<String, String> fields(Destination destination) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("target", destination.text());
    return fields;
  }
}
