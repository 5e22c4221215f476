package dev.paddock.workspace;

import dev.paddock.linux.DirectoryReader.Kind;
import java.time.Instant;

/**
 * One thing in the quarantine.
 *
 * @param number its name in the session's quarantine directory
 * @param path where it was, below the project
 * @param mode its permissions, the twelve bits of inode(7); a directory is kept closed (mode 0)
 *     meanwhile, so that nobody enters a planted git folder by mistake
 * @param reason why, in the words of the table
 */
public record Taken(int number, String path, Kind kind, int mode, Instant when, String reason) {
  @Override
  public String toString() {
    return Printable.of(path + " (" + reason + ")");
  }
}
