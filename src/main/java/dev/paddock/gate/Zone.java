package dev.paddock.gate;

/** What kind of place something is, for a decision. */
enum Zone {
  /** The root of the project itself. */
  PROJECT_ROOT,
  /** A file or folder of the project. */
  PROJECT,
  /** git's own folder in the project. */
  REPOSITORY,
  /** What an agent or a guard is configured by. */
  GUARD,
  /**
   * What a program runs or loads by itself when it starts: editors' tasks, package managers'
   * settings.
   */
  STARTUP,
  /** A file with credentials. */
  SECRET,
  /** A folder for temporary files, not that folder itself. */
  TEMPORARY,
  /** Files that take everything and keep nothing, and the terminal. */
  SINK,
  /** A disk, memory, a switch of the kernel. */
  DEVICE,
  /** The user's home, outside of the project. */
  HOME,
  /** What the user's shell or desktop runs when it starts. */
  HOME_STARTUP,
  /** All else. */
  SYSTEM
}
