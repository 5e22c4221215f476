package dev.paddock.cli;

import dev.paddock.approval.QuestionList;
import dev.paddock.approval.ShownQuestion;
import dev.paddock.cli.OwnersAnswers.Asked;
import dev.paddock.session.SessionException;
import dev.paddock.session.Text;
import dev.paddock.session.WaitingQuestions;
import dev.paddock.session.WaitingQuestions.AskedSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The questions of one session, or of all that run. Not thread-safe. */
final class AskedQuestions {
  private final WaitingQuestions sessions;
  private final Optional<String> session;
  private final PrintWriter err;
  private final Set<String> seen = new HashSet<>();
  private boolean ended;

  /**
   * Looks at sessions.
   *
   * @param session empty for all
   * @param err for what is told of a session that can't be asked
   */
  AskedQuestions(WaitingQuestions sessions, Optional<String> session, PrintWriter err) {
    this.sessions = sessions;
    this.session = session;
    this.err = err;
  }

  /** Returns what waits, and what was denied lately. */
  List<Asked> all() throws IOException, SessionException {
    List<Asked> all = new ArrayList<>();
    for (AskedSession one : sessions.of(session)) {
      try {
        QuestionList list = one.client().list();
        for (ShownQuestion question : list.waiting()) {
          all.add(new Asked(one.id(), one.client(), question));
        }
        for (ShownQuestion question : list.denied()) {
          all.add(new Asked(one.id(), one.client(), question));
        }
      } catch (IOException e) {
        err.println("paddock: " + Text.printable(String.valueOf(e.getMessage())));
        err.flush();
      }
    }
    return all;
  }

  /** Returns what waits and was not returned yet. */
  List<Asked> fresh() throws IOException, SessionException {
    Map<String, Asked> waiting = new LinkedHashMap<>();
    for (Asked asked : all()) {
      if (asked.question().waits()) {
        waiting.put(asked.session() + " " + asked.question().id(), asked);
      }
    }
    seen.retainAll(waiting.keySet());
    return waiting.entrySet().stream()
        .filter(entry -> seen.add(entry.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /**
   * Waits a little and returns what is new; the end of the session that was named is no error any
   * more.
   */
  List<Asked> later() throws IOException, InterruptedException {
    Thread.sleep(500);
    try {
      return fresh();
    } catch (SessionException e) {
      ended = true;
      return List.of();
    }
  }

  /** Tells whether the session that was named has ended. */
  boolean hasEnded() {
    return ended;
  }

  /**
   * Finds a question.
   *
   * @throws IOException if none has this ID, or more than one
   */
  Asked find(String id) throws IOException, SessionException {
    List<Asked> found = all().stream().filter(asked -> asked.question().id().equals(id)).toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    if (found.isEmpty()) {
      throw new IOException(
          "No question has the ID "
              + Text.printable(id).replace('\n', ' ')
              + " now. `paddock ask` lists what waits, `paddock ask --denied` what was denied"
              + " lately; each try of an action has an ID of its own.");
    }
    throw new IOException("More than one session has this ID. Name the session, too.");
  }
}
