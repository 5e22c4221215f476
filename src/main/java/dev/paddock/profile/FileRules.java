package dev.paddock.profile;

import java.util.List;

/**
 * The part [files] of a profile.
 *
 * @param write what may be written; changes are real
 * @param writeExceptions patterns, relative to the project, of what loses its built-in write
 *     protection: the relative entries of {@code write} and those that are patterns. They make
 *     nothing writable that is not inside {@code write}.
 * @param read what may be read beyond the system's own folders
 * @param copy what may be read, and written in a copy that the session leaves behind
 * @param hide what is masked even where it could be read
 */
public record FileRules(
    List<Sourced<PathGrant>> write,
    List<Sourced<PathPattern>> writeExceptions,
    List<Sourced<PathGrant>> read,
    List<Sourced<PathGrant>> copy,
    List<Sourced<PathPattern>> hide) {
  static final FileRules NONE =
      new FileRules(List.of(), List.of(), List.of(), List.of(), List.of());

  /** Keeps lists that nobody changes. */
  public FileRules {
    write = List.copyOf(write);
    writeExceptions = List.copyOf(writeExceptions);
    read = List.copyOf(read);
    copy = List.copyOf(copy);
    hide = List.copyOf(hide);
  }
}
