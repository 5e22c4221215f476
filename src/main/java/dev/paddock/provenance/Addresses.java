package dev.paddock.provenance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hosts, repositories and mail addresses in words. Pure. */
final class Addresses {
  private static final Set<String> FORGES =
      Set.of("github.com", "gitlab.com", "bitbucket.org", "codeberg.org");
  private static final int LONGEST_HOST = 253;
  private static final int SHORTEST_NAME = 4;
  private static final Pattern MAIL =
      Pattern.compile("[\\p{L}\\p{N}._%+-]{1,64}+@([\\p{L}\\p{N}.-]{1,253}+)");
  private static final Pattern OWNER_AND_NAME =
      Pattern.compile("[A-Za-z0-9][\\w.-]{0,99}/[\\w.-]{1,100}");

  private Addresses() {}

  /** Returns the hosts of all URLs in a text. */
  static List<String> hosts(String text) {
    Set<String> hosts = new LinkedHashSet<>();
    int at = text.indexOf("://");
    while (at >= 0) {
      host(text.substring(at + 3, Math.min(text.length(), at + 3 + 2 * LONGEST_HOST)))
          .ifPresent(hosts::add);
      at = text.indexOf("://", at + 3);
    }
    return List.copyOf(hosts);
  }

  /** Returns the host of what stands behind a scheme: {@code user@host:port/path}. */
  static Optional<String> host(String authority) {
    int end = 0;
    while (end < authority.length()
        && "/?#\"'`<>()\\ \t\n\r,;|{}".indexOf(authority.charAt(end)) < 0) {
      end++;
    }
    String all = authority.substring(0, end);
    String name = all.substring(all.lastIndexOf('@') + 1);
    if (name.startsWith("[")) {
      int close = name.indexOf(']');
      return named(name.substring(1, close < 0 ? name.length() : close));
    }
    int colon = name.indexOf(':');
    return named(colon < 0 ? name : name.substring(0, colon));
  }

  /** Returns a host's name as it is compared; empty if it is none or means nothing. */
  static Optional<String> named(String name) {
    String host = small(name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
    return isHost(host) ? Optional.of(host) : Optional.empty();
  }

  /** Accented letters are small ones too, but none becomes an ASCII one. */
  private static String small(String name) {
    StringBuilder small = new StringBuilder();
    name.codePoints()
        .forEach(
            c -> {
              int lower = Character.toLowerCase(c);
              small.appendCodePoint(c >= 0x80 && lower < 0x80 ? c : lower);
            });
    return small.toString();
  }

  private static boolean isHost(String host) {
    return !host.isEmpty()
        && host.length() <= LONGEST_HOST
        && host.codePoints()
            .allMatch(
                c ->
                    c == '.'
                        || c == '-'
                        || c == '_'
                        || c == ':'
                        || c >= 0x80
                        || Character.isLetterOrDigit(c))
        && !host.contains("…")
        && !isLocal(host)
        && (host.indexOf('.') > 0 || host.indexOf(':') >= 0 || host.length() >= SHORTEST_NAME);
  }

  private static boolean isLocal(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("0.0.0.0")
        || host.equals("::1")
        || host.equals("host.docker.internal")
        || host.matches("127(?:\\.\\d{1,3}){1,3}");
  }

  /** Returns the mail addresses in a text. */
  static List<String> mails(String text) {
    if (text.indexOf('@') < 0) {
      return List.of();
    }
    List<String> mails = new ArrayList<>();
    Matcher matcher = MAIL.matcher(text);
    while (matcher.find()) {
      String domain = matcher.group(1).replaceFirst("\\.$", "");
      // An address with a scheme in front of it is a URL with a user.
      int before = matcher.start() - 1;
      boolean isUrl = before >= 0 && (text.charAt(before) == '/' || text.charAt(before) == ':');
      if (domain.indexOf('.') > 0 && !isUrl) {
        mails.add(matcher.group().toLowerCase(Locale.ROOT).replaceFirst("\\.$", ""));
      }
    }
    return mails;
  }

  /**
   * Returns what an address of a repository names, and its host if that is not a well-known forge:
   * there, anybody may have a repository, and the host says nothing.
   */
  static List<Sink> repository(String word) {
    String address = word.startsWith("git+") ? word.substring(4) : word;
    int scheme = address.indexOf("://");
    String rest;
    int pathAt;
    if (scheme > 0) {
      rest = address.substring(scheme + 3);
      pathAt = rest.indexOf('/');
    } else {
      rest = address;
      pathAt = rest.indexOf(':');
      int slash = rest.indexOf('/');
      boolean before = pathAt > 0 && (slash < 0 || slash > pathAt);
      // A refspec has a colon too; a host has a dot, or a user before it.
      if (!before || rest.substring(0, pathAt).chars().noneMatch(c -> c == '.' || c == '@')) {
        return List.of();
      }
    }
    Optional<String> host = host(pathAt < 0 ? rest : rest.substring(0, pathAt));
    if (host.isEmpty() || address.startsWith("file:")) {
      return List.of();
    }
    List<Sink> sinks = new ArrayList<>();
    String path = pathAt < 0 ? "" : path(rest.substring(pathAt + 1));
    if (!path.isEmpty()) {
      sinks.add(new Sink(Sink.Kind.REPOSITORY, host.get() + "/" + path));
    }
    if (!FORGES.contains(host.get()) || path.isEmpty()) {
      sinks.add(new Sink(Sink.Kind.HOST, host.get()));
    }
    return sinks;
  }

  /** Returns the sink for OWNER/NAME at a forge, or HOST/OWNER/NAME. */
  static Optional<Sink> ownerAndName(String word) {
    String name = path(word.replaceFirst("^https?://", ""));
    String[] parts = name.split("/", -1);
    if (parts.length >= 3 && parts[0].indexOf('.') > 0) {
      return Optional.of(
          new Sink(Sink.Kind.REPOSITORY, small(parts[0]) + "/" + parts[1] + "/" + parts[2]));
    }
    return OWNER_AND_NAME.matcher(name).matches()
        ? Optional.of(new Sink(Sink.Kind.REPOSITORY, name))
        : Optional.empty();
  }

  private static String path(String text) {
    String path = text;
    int end = path.length();
    for (int i = 0; i < path.length(); i++) {
      if ("?#".indexOf(path.charAt(i)) >= 0 || (path.charAt(i) == '@' && i > 0)) {
        end = i;
        break;
      }
    }
    path = path.substring(0, end);
    int from = 0;
    while (from < path.length() && path.charAt(from) == '/') {
      from++;
    }
    int to = path.length();
    while (to > from && path.charAt(to - 1) == '/') {
      to--;
    }
    path = path.substring(from, to);
    return path.endsWith(".git") ? path.substring(0, path.length() - 4) : path;
  }
}
