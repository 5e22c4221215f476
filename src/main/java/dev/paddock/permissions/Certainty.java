package dev.paddock.permissions;

/** Whether a rule matches, as far as it can be known before something runs. */
enum Certainty {
  NO,
  PERHAPS,
  YES;

  Certainty or(Certainty other) {
    return compareTo(other) >= 0 ? this : other;
  }

  static Certainty of(boolean certain) {
    return certain ? YES : NO;
  }
}
