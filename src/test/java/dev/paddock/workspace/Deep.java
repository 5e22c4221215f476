package dev.paddock.workspace;

import dev.paddock.linux.FileSystemCalls;
import java.io.IOException;

/** Makes trees that are deeper than a path can be long, as hostile code does with chdir. */
final class Deep {
  private Deep() {}

  /** Nests directories of one name: chains that are short enough are moved into each other. */
  static void nest(String directory, int depth, String name) throws IOException {
    String chain = directory + "/chain";
    FileSystemCalls.makeDirectory(chain, 0700);
    for (int i = 0; i < depth; i++) {
      String next = directory + "/next";
      FileSystemCalls.makeDirectory(next, 0700);
      FileSystemCalls.rename(chain, next + "/" + name);
      FileSystemCalls.rename(next, chain);
    }
  }

  /** Takes such a tree apart again, from the top: what is below can't be named otherwise. */
  static void remove(String directory, String name) throws IOException {
    String chain = directory + "/chain";
    while (PrivateFiles.isThere(java.nio.file.Path.of(chain + "/" + name))) {
      FileSystemCalls.rename(chain + "/" + name, directory + "/rest");
      FileSystemCalls.remove(chain, true);
      FileSystemCalls.rename(directory + "/rest", chain);
    }
    FileSystemCalls.remove(chain, true);
  }
}
