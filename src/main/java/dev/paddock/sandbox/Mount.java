package dev.paddock.sandbox;

/**
 * Something that is there inside. Targets are absolute paths inside, sources absolute paths outside
 * (or on the stage). Mounts whose target is a parent come before those below it.
 */
public sealed interface Mount {
  /** Where it is inside. */
  String target();

  /** A file or directory that can be read, with everything below it. */
  record ReadOnly(String source, String target) implements Mount {}

  /** A file or directory that can be read and written, with everything below it. */
  record Writable(String source, String target) implements Mount {}

  /** A file system with device files: a terminal. */
  record Device(String source, String target) implements Mount {}

  /** A symbolic link with this content. */
  record Link(String content, String target) implements Mount {}

  /**
   * A new, minimal {@code /dev}: null, zero, full, random, urandom, tty, and nothing of the host's.
   */
  record Devices(String target) implements Mount {}

  /** A new {@code /proc} that shows the processes of the session only. */
  record Proc(String target) implements Mount {}
}
