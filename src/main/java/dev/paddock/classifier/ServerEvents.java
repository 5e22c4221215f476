package dev.paddock.classifier;

import java.util.ArrayList;
import java.util.List;

/** Server-sent events, as far as providers use them. Pure. */
final class ServerEvents {
  private static final String DATA = "data:";

  private ServerEvents() {}

  /** Returns the data of each event that has an end. */
  static List<String> data(String body) {
    List<String> events = new ArrayList<>();
    StringBuilder data = new StringBuilder();
    for (String line : body.split("\r\n|\n|\r", -1)) {
      if (line.startsWith(DATA)) {
        data.append(data.isEmpty() ? "" : "\n").append(line.substring(DATA.length()).strip());
      } else if (line.isEmpty() && !data.isEmpty()) {
        events.add(data.toString());
        data.setLength(0);
      }
    }
    return events;
  }
}
