package dev.paddock.profile;

import java.util.ArrayList;
import java.util.List;

/** Collects what layers asked for and did not get. Not thread-safe. */
final class Notices {
  private static final String TRUST = "Run `paddock trust` to accept this file";

  /** More than anybody reads; a hostile file could fill the terminal otherwise. */
  private static final int MOST = 100;

  private final List<Notice> list = new ArrayList<>();

  void add(Origin origin, String message, String remedy) {
    if (list.size() < MOST) {
      list.add(new Notice(origin, message, remedy));
    } else if (list.size() == MOST) {
      list.add(new Notice(origin, "this and further entries are ignored, too", remedy));
    }
  }

  /** Says that an untrusted project file asked for more than it can have. */
  void ignored(String key, String text, String reason, Origin origin) {
    String entry = key + " " + Printable.quote(text);
    add(origin, entry + " is ignored: this project's file is not trusted and " + reason, TRUST);
  }

  List<Notice> list() {
    return List.copyOf(list);
  }
}
