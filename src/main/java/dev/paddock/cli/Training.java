package dev.paddock.cli;

import dev.paddock.linux.ExitStatus;

/**
 * What the launcher runs once for the JDK's AOT cache to learn which classes a session needs: a
 * session, in an empty project of its own, if this machine can do one, and the commands that only
 * read.
 */
final class Training {
  private Training() {}

  static int run() {
    ExitStatus status = Main.execute("run", "--quiet", "--", "true");
    Main.execute("profile", "show", "--help");
    return status.shellCode();
  }
}
