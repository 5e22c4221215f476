package dev.paddock.session;

import dev.paddock.gate.Gate;
import dev.paddock.permissions.Imported;
import dev.paddock.profile.Profile;
import java.nio.file.Path;

/** Makes the gate of a session. */
@FunctionalInterface
public interface GateFactory {
  /**
   * Makes one.
   *
   * @param session what it is for
   */
  Gate gate(Setting session);

  /**
   * What a session's gate may want to know.
   *
   * @param id the session's
   * @param project the folder that the session started in, a real path
   * @param home the owner's home directory
   * @param profile what is in force
   * @param imported the agents' own permission rules
   */
  record Setting(String id, Path project, Path home, Profile profile, Imported imported) {}
}
