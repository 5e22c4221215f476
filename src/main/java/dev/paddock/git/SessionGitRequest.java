package dev.paddock.git;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a session's git folders are made of.
 *
 * @param session its name
 * @param state Paddock's folder for the git folders of all sessions; not writable inside
 * @param repositories the git folders of the project, each with what relative addresses in it are
 *     relative to
 * @param readable what a session may read outside of them
 * @param environment the owner's
 * @param automatic whether what a session commits lands by itself
 */
public record SessionGitRequest(
    String session,
    Path state,
    List<Repository> repositories,
    Predicate<Path> readable,
    Map<String, String> environment,
    boolean automatic) {

  /** Keeps collections that nobody changes. */
  public SessionGitRequest {
    repositories = List.copyOf(repositories);
    environment = Map.copyOf(environment);
  }

  /**
   * A git folder of the project.
   *
   * @param directory real path
   * @param workTree its work tree
   */
  public record Repository(Path directory, Path workTree) {}
}
