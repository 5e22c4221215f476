package dev.paddock.session;

import dev.paddock.profile.Flags;
import java.util.List;
import java.util.Optional;

/**
 * What the command line of {@code paddock run} asks for.
 *
 * @param profile the NAME of {@code -p}
 * @param command the program and its arguments, at least one word
 * @param task what the agent is to do, in the owner's own words; the agent is not told it
 */
public record SessionOptions(
    Optional<String> profile,
    Flags flags,
    List<String> command,
    Verbosity verbosity,
    Optional<String> task) {
  /** Asks for a session without saying what it is for. */
  public SessionOptions(
      Optional<String> profile, Flags flags, List<String> command, Verbosity verbosity) {
    this(profile, flags, command, verbosity, Optional.empty());
  }

  /** How much Paddock says of its own. Errors, and what was quarantined, are always told. */
  public enum Verbosity {
    /** No notices. */
    QUIET,
    /** What differs from what was asked for. */
    NORMAL,
    /** What was left out of HOME by default, too. */
    VERBOSE
  }
}
