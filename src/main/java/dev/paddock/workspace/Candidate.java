package dev.paddock.workspace;

import dev.paddock.linux.DirectoryReader.Kind;

/** Something that has to leave the project, as the scan saw it. */
record Candidate(String path, Kind kind, Identity identity, String reason) {
  static Candidate of(Protected one) {
    return new Candidate(one.path(), one.kind(), one.identity(), one.reason());
  }
}
