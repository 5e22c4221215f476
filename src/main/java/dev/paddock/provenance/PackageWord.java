package dev.paddock.provenance;

import java.util.List;
import java.util.regex.Pattern;

/** One word that a package manager is given: a package with or without a version, or an address. */
final class PackageWord {
  private static final int SHORTEST = 4;
  private static final Pattern LOCAL =
      Pattern.compile("[./~].*|file:.*|link:.*|.*\\.(?:whl|tgz|tar\\.gz|zip|deb|rpm|gem)");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9]*");

  private PackageWord() {}

  static List<Sink> sinks(String program, String word) {
    if (word.contains("://") || word.startsWith("git@")) {
      String address = word.replaceFirst("^.{0,200}? ?@ ?(?=(?:git\\+)?https?://)", "");
      return address.startsWith("git") || address.endsWith(".git")
          ? Addresses.repository(address)
          : Addresses.hosts(address).stream().map(h -> new Sink(Sink.Kind.HOST, h)).toList();
    }
    if (word.startsWith("github:") || word.startsWith("gitlab:") || word.startsWith("bitbucket:")) {
      return Addresses.ownerAndName(word.substring(word.indexOf(':') + 1).replaceFirst("#.*", ""))
          .stream()
          .toList();
    }
    boolean node = program.matches("npm|npx|pnpm|pnpx|yarn|bun|bunx|deno");
    if (LOCAL.matcher(word).matches() || word.indexOf('…') >= 0 || word.indexOf('\n') >= 0) {
      return List.of();
    }
    if (node && word.matches("[A-Za-z0-9][\\w.-]*/[\\w.-]+(?:#.*)?")) {
      return Addresses.ownerAndName(word.replaceFirst("#.*", "")).stream().toList();
    }
    String aliased = word.replaceFirst("^[^:]{1,200}@npm:|^npm:|^jsr:", "");
    String name = withoutVersion(aliased);
    boolean generic = name.isEmpty() || (name.length() < SHORTEST && PLAIN.matcher(name).matches());
    return generic ? List.of() : List.of(new Sink(Sink.Kind.PACKAGE, name));
  }

  /** A scope's sign stays, a registry's port too. */
  private static String withoutVersion(String word) {
    int slash = word.lastIndexOf('/');
    for (int i = 1; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean tag = c == ':' && i > slash;
      if (tag || "@=<>!~;[^ ,".indexOf(c) >= 0) {
        return word.substring(0, i);
      }
    }
    return word;
  }
}
