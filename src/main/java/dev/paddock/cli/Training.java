package dev.paddock.cli;

import dev.paddock.session.MachineView;
import dev.paddock.session.NetworkTraining;

/**
 * What the launcher runs once for the JDK's AOT cache to learn which classes a session needs: a
 * session, in an empty project of its own, if this machine can do one, and the commands that only
 * read.
 */
final class Training {
  private Training() {}

  /**
   * Runs; a session that this machine can't do teaches the cache less, and is not an error here.
   */
  static void run() {
    MachineView.beginLooking();
    var _ = Main.execute("run", "--quiet", "--", "true");
    var _ = Main.execute("profile", "show");
    var _ = Main.execute("check", "--", "git status && ls -la | head");
    NetworkTraining.run();
  }
}
