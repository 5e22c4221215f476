package dev.paddock.shell;

/** Where data came from. */
enum Taint {
  /** The network. */
  NETWORK,
  /** A file or variable that holds a credential. */
  SECRET,
  /** Files of the project or the machine. */
  LOCAL,
  /** It was decoded from another form. */
  DECODED,
  /** A variable that nobody has set. */
  UNSET
}
