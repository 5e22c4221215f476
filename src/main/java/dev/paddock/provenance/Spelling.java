package dev.paddock.provenance;

import java.net.IDN;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** How else people write what a sink names. Pure. */
final class Spelling {
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern NO_ASCII = Pattern.compile("[^\\x00-\\x7f]");

  private Spelling() {}

  /** Returns the names that mean exactly the same, the sink's own first. */
  static List<String> of(Sink sink, Path project, Path home) {
    Set<String> names = new LinkedHashSet<>(List.of(sink.value()));
    switch (sink.kind()) {
      case HOST -> host(sink.value(), names);
      case PACKAGE -> {
        names.add(sink.value().replace('_', '-'));
        names.add(sink.value().replace('-', '_'));
      }
      case REPOSITORY -> repository(sink.value(), names);
      case RECIPIENT -> {
        if (sink.value().startsWith("#")) {
          names.add(sink.value().substring(1));
        }
      }
      case PATH -> path(Path.of(sink.value()), project, home, names);
      case COMMAND -> {}
    }
    return List.copyOf(names);
  }

  /** Returns a command as it is compared: one space for any. */
  static String command(String command) {
    return SPACE.matcher(command.replace("\\\n", " ")).replaceAll(" ").strip();
  }

  private static void host(String host, Set<String> names) {
    names.add(host.startsWith("www.") ? host.substring(4) : "www." + host);
    try {
      if (NO_ASCII.matcher(host).find()) {
        names.add(IDN.toASCII(host, IDN.ALLOW_UNASSIGNED));
      } else if (host.contains("xn--")) {
        names.add(IDN.toUnicode(host, IDN.ALLOW_UNASSIGNED));
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // No other form of it exists.
    }
  }

  private static void repository(String repository, Set<String> names) {
    names.add(repository + ".git");
    String[] parts = repository.split("/", 2);
    if (parts.length == 2 && parts[0].indexOf('.') > 0) {
      names.add(parts[0] + ":" + parts[1]);
      names.add(parts[0] + ":" + parts[1] + ".git");
      if (parts[1].indexOf('/') > 0) {
        names.add(parts[1]);
        names.add(parts[1] + ".git");
      }
    }
  }

  private static void path(Path path, Path project, Path home, Set<String> names) {
    if (path.startsWith(home) && !path.equals(home)) {
      String rest = home.relativize(path).toString();
      names.add("~/" + rest);
      names.add("$HOME/" + rest);
      names.add("${HOME}/" + rest);
      if (rest.startsWith(".")) {
        names.add(rest);
      }
    }
    if (path.isAbsolute() && project.isAbsolute()) {
      String relative = project.relativize(path).toString();
      if (!relative.startsWith("../../../..")) {
        names.add(relative);
      }
    }
  }
}
