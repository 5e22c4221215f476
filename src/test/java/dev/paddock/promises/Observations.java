package dev.paddock.promises;

import java.util.HashMap;
import java.util.Map;

/** One session for each caller, at whose answers all tests of a class look. */
final class Observations {
  private final Session session;
  private final Map<Caller, Answers> seen = new HashMap<>();

  Observations(Session session) {
    this.session = session;
  }

  synchronized Answers by(Caller caller) throws Exception {
    Answers answers = seen.get(caller);
    if (answers == null) {
      try (Scene scene = new Scene(caller)) {
        answers = session.look(scene);
      }
      seen.put(caller, answers);
    }
    return answers;
  }

  /** Looks from inside. */
  @FunctionalInterface
  interface Session {
    Answers look(Scene scene) throws Exception;
  }
}
