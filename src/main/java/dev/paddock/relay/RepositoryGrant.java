package dev.paddock.relay;

import dev.paddock.git.RepositoryAddress.Scheme;
import dev.paddock.profile.RepositoryPattern;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Repositories that the profile grants beyond the project's own remotes.
 *
 * @param scheme how they are reached outside
 * @param pattern which they are
 * @param push whether they may be pushed to as well
 */
public record RepositoryGrant(Scheme scheme, RepositoryPattern pattern, boolean push) {
  /** What no server decodes to something else: "org/%2e%2e%2fother" would match "org/*". */
  private static final Pattern PLAIN_PATH = Pattern.compile("[A-Za-z0-9._~/+-]+");

  /** Tells whether a repository is granted. */
  boolean covers(String host, String path) {
    return PLAIN_PATH.matcher(path).matches() && pattern.matches(host, path);
  }

  /** Returns the URL that the owner's git is given. */
  String url(String path) {
    return scheme.name().toLowerCase(Locale.ROOT) + "://" + pattern.host() + "/" + path + ".git";
  }
}
