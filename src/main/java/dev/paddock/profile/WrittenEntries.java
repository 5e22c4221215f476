package dev.paddock.profile;

import java.util.ArrayList;
import java.util.List;

/** The entries of files.write as they were written: one that grants and lifts appears once. */
final class WrittenEntries {
  private WrittenEntries() {}

  static List<Sourced<String>> of(FileRules files) {
    List<Sourced<String>> entries = new ArrayList<>();
    for (Sourced<PathGrant> grant : files.write()) {
      entries.add(new Sourced<>(grant.value().text(), grant.origin()));
    }
    for (Sourced<PathPattern> lift : files.writeExceptions()) {
      Sourced<String> entry = new Sourced<>(lift.value().text(), lift.origin());
      if (!entries.contains(entry)) {
        entries.add(entry);
      }
    }
    return entries;
  }
}
