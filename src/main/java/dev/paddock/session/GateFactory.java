package dev.paddock.session;

import dev.paddock.gate.Gate;
import dev.paddock.gate.GateEvents;
import dev.paddock.git.Remote;
import dev.paddock.permissions.Imported;
import dev.paddock.profile.LoadedProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Makes the gate of a session. */
@FunctionalInterface
public interface GateFactory {
  /**
   * Makes one.
   *
   * @param session what it is for
   */
  Opened open(Setting session) throws IOException, SessionException;

  /**
   * A gate, and what is done when its session has ended.
   *
   * @param end denies what still waits, and tells what the session's judgements came to
   */
  record Opened(Gate gate, Runnable end) {
    /** A gate that needs no end. */
    public static Opened of(Gate gate) {
      return new Opened(gate, () -> {});
    }
  }

  /**
   * What a session's gate may want to know.
   *
   * @param id the session's
   * @param project the folder that the session started in, a real path
   * @param loaded the profile in force, with what the agent needs
   * @param imported the agents' own permission rules
   * @param remotes those of the project's repositories
   * @param events for the session's log
   * @param notices for what its owner is told at the end
   */
  record Setting(
      String id,
      Path project,
      Caller caller,
      PaddockFolders folders,
      LoadedProfile loaded,
      Imported imported,
      List<Remote> remotes,
      GateEvents events,
      Consumer<String> notices) {
    /** Keeps a list that nobody changes. */
    public Setting {
      remotes = List.copyOf(remotes);
    }
  }
}
