package dev.paddock.session;

import dev.paddock.signing.SigningEvents;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Tells the session's report what is signed. Thread-safe. */
record SigningReport(SessionReport report) implements SigningEvents {
  @Override
  public void signed(String key) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("key", key);
    report.write("signed", fields);
  }

  @Override
  public void refused(String what) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("rule", "signing-refused");
    fields.put("reason", what);
    report.write("refused", fields);
    report.remember("signing " + what, "refused to sign: " + what);
  }
}
