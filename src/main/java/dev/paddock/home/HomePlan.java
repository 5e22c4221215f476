package dev.paddock.home;

import java.nio.file.Path;
import java.util.List;

/**
 * What HOME holds inside, and what the owner should know about it.
 *
 * @param entries sorted by path, so that a folder is always before what lies in it; no two have the
 *     same path; only what existed when the plan was made
 * @param notices sentences for the owner, each with cause and remedy; they never quote a value
 */
public record HomePlan(List<HomeEntry> entries, List<String> notices) {
  public HomePlan {
    entries = List.copyOf(entries);
    notices = List.copyOf(notices);
  }

  /**
   * Plans HOME for one session. Reads the owner's files, creates the agent's state folder if the
   * command is an agent's, and runs {@code git config} if the owner has a git configuration. What
   * can't be read or understood is not given, with a notice; nothing is thrown for it.
   */
  public static HomePlan of(HomeRequest request) {
    return new HomePlanner(request, Path.of("/etc/skel")).plan();
  }
}
