package dev.paddock.profile;

import java.util.Optional;

/**
 * The part [limits] of a profile. What is empty is automatic: the session computes it from the
 * machine.
 *
 * @param memoryBytes of all processes of the session together
 * @param processes how many processes and threads there may be at once
 * @param time how long the session may last
 * @param scratchBytes the size of the private /tmp and of all that copy-on-write keeps
 */
public record Limits(
    Optional<Sourced<Long>> memoryBytes,
    Optional<Sourced<Integer>> processes,
    Optional<Sourced<TimeLimit>> time,
    Optional<Sourced<Long>> scratchBytes) {
  static final Limits AUTOMATIC =
      new Limits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  private static final int MOST_PROCESSES = 4_194_304; // PID_MAX_LIMIT of linux/threads.h

  static int processes(long number) {
    if (number < 1 || number > MOST_PROCESSES) {
      throw new EntryException(
          number + " is no number of processes", "Write a number from 1 to " + MOST_PROCESSES);
    }
    return (int) number;
  }
}
