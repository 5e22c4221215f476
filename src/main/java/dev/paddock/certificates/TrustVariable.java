package dev.paddock.certificates;

import java.util.List;

/** A variable by which a program finds certificates; the resource's header explains the kinds. */
record TrustVariable(String name, Kind kind) {
  enum Kind {
    EXTRA("extra"),
    BUNDLE("bundle"),
    IF_SET("if-set"),
    DIRECTORIES_IF_SET("directories-if-set"),
    TRUE("true");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    private static Kind of(String word) {
      for (Kind kind : values()) {
        if (kind.word.equals(word)) {
          return kind;
        }
      }
      throw new IllegalStateException("No kind of variable: " + word);
    }

    /** Tells whether the value is the path of one file. */
    boolean isFile() {
      return switch (this) {
        case EXTRA, BUNDLE, IF_SET -> true;
        case DIRECTORIES_IF_SET, TRUE -> false;
      };
    }
  }

  /** Reads the table that comes with Paddock. */
  static List<TrustVariable> read() {
    return TrustTable.rows("trust-variables.txt").stream()
        .map(row -> new TrustVariable(row.getKey(), Kind.of(row.getValue())))
        .toList();
  }
}
