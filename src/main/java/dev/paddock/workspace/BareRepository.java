package dev.paddock.workspace;

import dev.paddock.linux.DirectoryReader.Entry;
import dev.paddock.linux.DirectoryReader.Kind;
import java.util.List;

/**
 * A directory that git takes for a repository though it is not called {@code .git}.
 *
 * @param path below the project; the empty path is the project itself
 * @param parts what makes it one, beside what {@link Inventory#protectedPaths} has of it
 */
public record BareRepository(String path, Identity identity, List<Protected> parts) {
  public BareRepository {
    parts = List.copyOf(parts);
  }

  /**
   * Tells whether a directory with these entries is one, as git's is_git_directory() sees it: HEAD,
   * and objects and refs, or a pointer to where they are. Git follows links there, so their kind
   * does not matter.
   */
  static boolean isOne(List<Entry> entries) {
    boolean head = false;
    boolean common = false;
    boolean objects = false;
    boolean refs = false;
    for (Entry entry : entries) {
      String name = Names.fold(entry.name());
      head |= name.equals("head") && entry.kind() != Kind.DIRECTORY;
      common |= name.equals("commondir") && entry.kind() != Kind.DIRECTORY;
      objects |= name.equals("objects");
      refs |= name.equals("refs");
    }
    return head && (common || (objects && refs));
  }
}
