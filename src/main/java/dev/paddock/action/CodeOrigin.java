package dev.paddock.action;

/** Where code that is to run comes from. */
public enum CodeOrigin {
  /** Files of the project: its tests, its build, its scripts. */
  PROJECT,
  /** It came over the network in this very session, or out of an archive or clone that did. */
  EXTERNAL,
  /** It is decoded or put together while it runs. */
  OBFUSCATED,
  /** It is given in the command itself, in a language that Paddock does not follow. */
  INLINE,
  /** Nobody can tell. */
  UNKNOWN
}
