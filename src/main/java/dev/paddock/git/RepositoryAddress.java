package dev.paddock.git;

import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jgit.transport.URIish;

/**
 * Which repository a remote's URL names (git-fetch(1), GIT URLS), however it is written: {@code
 * https://host/a/b.git}, {@code ssh://user@host/a/b} and {@code user@host:a/b/} are one.
 *
 * @param scheme how it is reached
 * @param host in lower case; {@link #LOCAL_HOST} for a repository of this machine's disk
 * @param port the one that is written, or the scheme's own
 * @param path without a leading or trailing slash, without {@code .git} at its end
 */
public record RepositoryAddress(Scheme scheme, String host, int port, String path) {
  /** The name under which repositories of this machine's own disk are served inside. */
  public static final String LOCAL_HOST = "git.paddock.internal";

  private static final Map<String, Scheme> SCHEMES =
      Map.of(
          "https", Scheme.HTTPS,
          "http", Scheme.HTTP,
          "ssh", Scheme.SSH,
          "git+ssh", Scheme.SSH,
          "ssh+git", Scheme.SSH,
          "git", Scheme.GIT);

  /** How a repository is reached. */
  public enum Scheme {
    HTTPS(443),
    HTTP(80),
    SSH(22),
    GIT(9418);

    private final int port;

    Scheme(int port) {
      this.port = port;
    }

    /** Returns the port that is meant if none is written. */
    public int port() {
      return port;
    }
  }

  /**
   * Reads a URL.
   *
   * @param folder what a relative path of this machine is relative to
   * @return empty if it names no repository that a relay can serve, {@code ext::} say
   */
  public static Optional<RepositoryAddress> ofUrl(String url, Path folder) {
    if (url.contains("::") || url.isBlank() || url.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      return Optional.empty();
    }
    URIish uri;
    try {
      uri = new URIish(url);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
    String path = uri.getPath() == null ? "" : uri.getPath();
    String written = uri.getScheme();
    if (uri.getHost() == null) {
      boolean local = written == null || written.equals("file");
      return local && !path.isEmpty() ? Optional.of(local(folder, path)) : Optional.empty();
    }
    Scheme scheme = written == null ? Scheme.SSH : SCHEMES.get(written.toLowerCase(Locale.ROOT));
    if (scheme == null) {
      return Optional.empty();
    }
    int port = uri.getPort() > 0 ? uri.getPort() : scheme.port();
    return canonicalPath(path)
        .map(p -> new RepositoryAddress(scheme, uri.getHost().toLowerCase(Locale.ROOT), port, p));
  }

  /**
   * Returns the form in which paths are compared: no empty parts, no dots, no {@code .git} at the
   * end.
   *
   * @return empty if the path is empty or leads upwards
   */
  public static Optional<String> canonicalPath(String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        return Optional.empty();
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    String joined = String.join("/", parts);
    if (joined.endsWith("/.git")) {
      joined = joined.substring(0, joined.length() - "/.git".length());
    } else if (joined.endsWith(".git") && joined.length() > ".git".length()) {
      joined = joined.substring(0, joined.length() - ".git".length());
    }
    return joined.isEmpty() || joined.equals(".git") ? Optional.empty() : Optional.of(joined);
  }

  /** Tells whether two addresses name one repository, though they reach it in different ways. */
  public boolean isSameRepository(String otherHost, String otherPath) {
    return host.equals(otherHost) && path.equals(otherPath);
  }

  /** Whether it lies on this machine's own disk. */
  public boolean isLocal() {
    return host.equals(LOCAL_HOST);
  }

  /** Returns the URL by which a session reaches it; without any user or key, but for ssh. */
  public String text() {
    String written = port == scheme.port() ? "" : ":" + port;
    return scheme.name().toLowerCase(Locale.ROOT) + "://" + host + written + "/" + path + ".git";
  }

  /** Returns the port that is written and not the scheme's own. */
  public OptionalInt unusualPort() {
    return port == scheme.port() ? OptionalInt.empty() : OptionalInt.of(port);
  }

  /** A path of this machine says nothing to a session but the name of its last folder. */
  private static RepositoryAddress local(Path folder, String path) {
    Path real = folder.resolve(path).normalize();
    String name =
        canonicalPath(real.toString())
            .map(p -> Path.of(p).getFileName())
            .map(Path::toString)
            .orElse("repository");
    return new RepositoryAddress(
        Scheme.HTTP, LOCAL_HOST, Scheme.HTTP.port(), digest(real.toString()) + "/" + name);
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
