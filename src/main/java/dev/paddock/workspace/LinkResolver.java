package dev.paddock.workspace;

import dev.paddock.linux.FileNames;
import dev.paddock.linux.FileStatus;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Finds where symbolic links of the project lead. */
final class LinkResolver {
  /** What the JDK puts for bytes of a name that it can't decode. */
  private static final char UNDECODABLE = '\uFFFD';

  private final String root;

  /**
   * @param root the project's real path
   */
  LinkResolver(String root) {
    this.root = root;
  }

  LinkTarget resolve(String relativePath) {
    String link = root + "/" + relativePath;
    if (!FileNames.isPlain(link)) {
      return new LinkTarget.Unreadable();
    }
    String real;
    try {
      real = Path.of(link).toRealPath().toString();
    } catch (InvalidPathException e) {
      return new LinkTarget.Unreadable();
    } catch (IOException e) {
      return new LinkTarget.Nowhere();
    }
    if (real.indexOf(UNDECODABLE) >= 0) {
      return new LinkTarget.Unreadable();
    }
    if (!real.equals(root) && !real.startsWith(root + "/")) {
      return new LinkTarget.Outside(real);
    }
    try {
      FileStatus status = FileStatus.of(real);
      String inside = real.equals(root) ? "" : real.substring(root.length() + 1);
      return new LinkTarget.Inside(inside, Identity.of(status), status.isDirectory());
    } catch (IOException e) {
      return new LinkTarget.Nowhere();
    }
  }
}
