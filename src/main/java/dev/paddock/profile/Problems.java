package dev.paddock.profile;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong in all layers, so that a person mends it in one go. Not thread-safe. */
final class Problems {
  /** More than anybody mends at once; a hostile file could fill the terminal otherwise. */
  private static final int MOST = 100;

  private final List<Problem> list = new ArrayList<>();

  void add(Position at, String message, String remedy) {
    if (list.size() < MOST) {
      list.add(new Problem(at.file(), at.line(), at.column(), message, remedy));
    }
  }

  void add(Position at, String subject, EntryException cause) {
    add(at, subject + ": " + cause.reason(), cause.remedy());
  }

  void throwIfAny() throws ProfileException {
    if (!list.isEmpty()) {
      throw new ProfileException(list);
    }
  }
}
