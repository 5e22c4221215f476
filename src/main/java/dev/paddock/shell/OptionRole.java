package dev.paddock.shell;

/** What the argument of an option, or the option itself, means. */
enum OptionRole {
  /** It has none, and harms nobody. */
  FLAG,
  /** Text. */
  VALUE,
  /** Text to some programs of an entry, nothing to others: then what follows is an operand. */
  EITHER,
  /** A name of a format, or a program that knows one. */
  FORMAT,
  /** Text that is attached to the option, or missing. */
  MAYBE,
  /** A file that is read. */
  READ,
  /** A file that is written. */
  WRITE,
  /** A command that runs. */
  RUN,
  /** A file with names of files that are read. */
  LIST,
  /** Nobody can tell; it takes no argument, or the next word is looked at as an operand. */
  UNSAFE,
  /** Operands are read as whole trees. */
  TREE,
  /** Two arguments of text. */
  PAIR,
  /** Two arguments, of which the second is a file that is read. */
  PAIR_FILE,
  /** Operands are written. */
  IN_PLACE
}
