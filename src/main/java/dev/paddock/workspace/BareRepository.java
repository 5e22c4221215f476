package dev.paddock.workspace;

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
}
