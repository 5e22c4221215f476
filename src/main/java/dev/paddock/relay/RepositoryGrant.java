package dev.paddock.relay;

import dev.paddock.git.RepositoryAddress.Scheme;
import dev.paddock.profile.RepositoryPattern;
import java.util.Locale;

/**
 * Repositories that the profile grants beyond the project's own remotes.
 *
 * @param scheme how they are reached outside
 * @param pattern which they are
 * @param push whether they may be pushed to as well
 */
public record RepositoryGrant(Scheme scheme, RepositoryPattern pattern, boolean push) {
  /** Tells whether a repository is granted. */
  boolean covers(String host, String path) {
    return pattern.matches(host, path);
  }

  /** Returns the URL that the owner's git is given. */
  String url(String path) {
    return scheme.name().toLowerCase(Locale.ROOT) + "://" + pattern.host() + "/" + path + ".git";
  }
}
