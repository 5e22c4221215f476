package dev.paddock.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Refuses standard descriptors that would be a door: through an open directory the whole host can
 * be reached (openat(2)), and through a block device its content. Files, pipes, sockets and
 * terminals are handed over as they are.
 */
final class StandardDescriptors {
  private static final int S_IFMT = 0170000;
  private static final int S_IFDIR = 0040000;
  private static final int S_IFBLK = 0060000;

  private StandardDescriptors() {}

  static void require() throws SessionException {
    for (int descriptor = 0; descriptor <= 2; descriptor++) {
      Path path = Path.of("/proc/self/fd/" + descriptor);
      try {
        int kind = (int) Files.getAttribute(path, "unix:mode") & S_IFMT;
        if (kind == S_IFDIR || kind == S_IFBLK) {
          throw new SessionException(
              "Standard descriptor "
                  + descriptor
                  + " is a "
                  + (kind == S_IFDIR ? "directory" : "block device")
                  + ", through which a session could leave its sandbox",
              "Redirect it to a file, a pipe or /dev/null");
        }
      } catch (IOException e) {
        throw new SessionException(
            "Standard descriptor " + descriptor + " can't be looked at (" + e.getMessage() + ")",
            "Redirect it to a file, a pipe or /dev/null");
      }
    }
  }
}
