package dev.paddock.profile;

/** What a path is granted for. */
enum Use {
  WRITE,
  READ,
  COPY;

  /** Returns the key of [files] that grants it. */
  String key() {
    return switch (this) {
      case WRITE -> "write";
      case READ -> "read";
      case COPY -> "copy";
    };
  }
}
