package dev.paddock.shell;

import java.nio.file.Path;
import java.util.Optional;

/** What is asked about the machine and the project while a command is read. Must not block long. */
public interface Surroundings {
  /** The user's home folder, absolute. */
  Path home();

  /** The root of the project, absolute. */
  Path project();

  /** The branch that is checked out; empty if none is, or it is not known. */
  Optional<String> branch();

  /** The default branch of the project's remote. */
  String defaultBranch();

  /** Whether the project has a remote of this name. */
  boolean isRemote(String name);

  /** What a file holds; empty if there is no such file, it can't be read, or it is large. */
  Optional<String> content(Path file);

  /** Whether this session made or changed a file. */
  boolean isNew(Path file);

  /** Whether there is a folder. */
  boolean isFolder(Path path);

  /** Where a symbolic link leads, absolute; empty if the path is none. */
  Optional<Path> link(Path path);

  /** What an alias of git's stands for in this project's or user's configuration. */
  Optional<String> gitAlias(String name);
}
