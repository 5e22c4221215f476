package dev.paddock.relay;

import dev.paddock.git.RepositoryAddress.Scheme;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Repositories that the profile grants beyond the project's own remotes.
 *
 * @param scheme how they are reached outside
 * @param host in lower case, without a port
 * @param path a path as {@link dev.paddock.git.RepositoryAddress#path()} has it; {@code *} stands
 *     for any signs but a slash
 * @param push whether they may be pushed to as well
 */
public record RepositoryGrant(Scheme scheme, String host, String path, boolean push) {
  /** What no server decodes to something else: "org/%2e%2e%2fother" would match "org/*". */
  private static final Pattern PLAIN_PATH = Pattern.compile("[A-Za-z0-9._~/+-]+");

  /** Tells whether a repository is granted. */
  boolean covers(String otherHost, String otherPath) {
    return host.equals(otherHost)
        && PLAIN_PATH.matcher(otherPath).matches()
        && glob().matcher(otherPath).matches();
  }

  /** Returns the URL that the owner's git is given. */
  String url(String otherPath) {
    return scheme.name().toLowerCase(Locale.ROOT) + "://" + host + "/" + otherPath + ".git";
  }

  private Pattern glob() {
    return Pattern.compile(
        "\\Q" + path.replace("\\E", "").replace("*", "\\E[^/]*\\Q") + "\\E", Pattern.DOTALL);
  }
}
