package dev.paddock.profile;

/**
 * A pattern for repositories: {@code github.com/acme/*}. {@code *} stands for any characters, in
 * the path only.
 *
 * @param host the host's name, in lower case
 * @param path the pattern of the path, without a slash at its beginning
 */
public record RepositoryPattern(String host, String path) {
  /**
   * Reads {@code HOST/PATH}.
   *
   * @throws EntryException if it is a URL, or has no path
   */
  public static RepositoryPattern parse(String text) {
    int slash = text.indexOf('/');
    if (text.contains("://") || text.contains("@") || slash < 1 || slash == text.length() - 1) {
      throw new EntryException(
          Printable.quote(text) + " is no repository",
          "Write HOST/PATH without scheme and user, github.com/acme/* say");
    }
    String path = text.substring(slash + 1).replaceFirst("(\\.git)?/?$", "");
    if (path.isEmpty() || path.contains("//") || Printable.hasControlCharacters(path)) {
      throw new EntryException(
          Printable.quote(text) + " is no pattern that a repository can match",
          "Write HOST/PATH, github.com/acme/* say; * is the only wildcard");
    }
    return new RepositoryPattern(HostPort.host(text.substring(0, slash)), path);
  }

  /** Returns {@code HOST/PATH}. */
  public String text() {
    return host + "/" + path;
  }

  /**
   * Tells whether a repository matches.
   *
   * @param otherPath without a slash at its beginning and {@code .git} at its end
   */
  public boolean matches(String otherHost, String otherPath) {
    return host.equals(otherHost) && new BranchPattern(path).matches(otherPath);
  }
}
