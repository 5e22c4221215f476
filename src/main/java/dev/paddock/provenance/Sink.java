package dev.paddock.provenance;

/**
 * A name in an action that decides where something goes or comes from.
 *
 * @param value as it is known after expansion
 */
public record Sink(Kind kind, String value) {
  /** What is named. */
  public enum Kind {
    /** A machine on the network. */
    HOST,
    /** A package of a registry. */
    PACKAGE,
    /** A repository, by its address or its OWNER/NAME. */
    REPOSITORY,
    /** Somebody who gets a message. */
    RECIPIENT,
    /** A file outside of the project. */
    PATH,
    /** A command line that was not the agent's own idea. */
    COMMAND
  }
}
