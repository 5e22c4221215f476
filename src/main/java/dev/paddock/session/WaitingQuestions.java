package dev.paddock.session;

import dev.paddock.approval.QuestionClient;
import dev.paddock.session.RunningSessions.RunningSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the running sessions show what waits for their owner: sockets that nobody inside sees. */
public final class WaitingQuestions {
  private final RunningSessions sessions;

  /** Looks among a user's sessions. */
  public WaitingQuestions(PaddockFolders folders) {
    this.sessions = new RunningSessions(folders.running());
  }

  /** A session that can be asked. */
  public record AskedSession(String id, QuestionClient client) {}

  /** Returns where a session is to show its questions; makes the folder. */
  static Path socket(PaddockFolders folders, String session) throws IOException {
    return new RunningSessions(PaddockFolders.make(folders.running())).socket(session);
  }

  /**
   * Returns the running sessions that show questions.
   *
   * @param session empty for all
   * @throws SessionException if the one that is named does not run
   */
  public List<AskedSession> of(Optional<String> session) throws IOException, SessionException {
    List<RunningSession> running =
        session.isPresent() ? List.of(sessions.find(session)) : sessions.list();
    return running.stream()
        .map(RunningSession::id)
        .filter(id -> Files.exists(sessions.socket(id)))
        .map(id -> new AskedSession(id, new QuestionClient(sessions.socket(id))))
        .toList();
  }
}
