package dev.paddock.provenance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that come into a file by which something is fetched, installed or sent later: manifests,
 * build files, settings, scripts. Prose and program text are no such files: in them a name does
 * nothing by itself. Pure.
 */
final class WrittenSinks {
  private static final int LONGEST = 1 << 20;

  private static final Set<String> SETTINGS =
      Set.of(
          "toml",
          "lock",
          "yml",
          "yaml",
          "properties",
          "cfg",
          "ini",
          "conf",
          "json",
          "gradle",
          "kts",
          "xml",
          "sh",
          "bash",
          "env",
          "tf",
          "mk",
          "service",
          "repo",
          "list");

  private static final Set<String> NAMES =
      Set.of(
          "dockerfile",
          "containerfile",
          "makefile",
          "justfile",
          "jenkinsfile",
          "procfile",
          "gemfile",
          "pipfile",
          "go.mod",
          "go.sum",
          ".npmrc",
          ".yarnrc",
          ".pypirc",
          "pip.conf",
          ".gitmodules",
          ".env",
          ".envrc",
          ".netrc",
          ".curlrc",
          ".wgetrc");

  /** {@code "left-pad": "^1.3.0"} in package.json. */
  private static final Pattern JSON_PACKAGE =
      Pattern.compile(
          "\"(@?[A-Za-z0-9][A-Za-z0-9._/-]{1,100})\"\\s{0,8}:\\s{0,8}\"[~^<>=v ]{0,3}[0-9*][^\"\\n]{0,60}\"");

  /** {@code requests==2.1}, one a line. */
  private static final Pattern REQUIREMENT =
      Pattern.compile(
          "(?m)^\\s{0,8}([A-Za-z0-9][A-Za-z0-9._-]{1,100})\\s{0,4}(?:\\[[^\\]\\n]{0,80}])?\\s{0,4}(?:[=<>!~]=|[<>;@]|$)");

  /** {@code serde = "1"} or {@code serde = {…}} in Cargo.toml and pyproject.toml. */
  private static final Pattern TOML_PACKAGE =
      Pattern.compile(
          "(?m)^\\s{0,8}([A-Za-z0-9][A-Za-z0-9_-]{1,100})\\s{0,8}=\\s{0,8}(?:\"[~^<>=]{0,2}[0-9*]|\\{)");

  private WrittenSinks() {}

  static List<Sink> of(Path file, String text) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    String read = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    if (!decides(name)) {
      return List.of();
    }
    List<Sink> sinks = new ArrayList<>();
    // A properties file writes "https\://".
    Addresses.hosts(read.replace("\\:", ":"))
        .forEach(host -> sinks.add(new Sink(Sink.Kind.HOST, host)));
    packages(name).ifPresent(pattern -> addPackages(pattern, read, sinks));
    return sinks;
  }

  private static boolean decides(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return NAMES.contains(name)
        || name.startsWith("dockerfile.")
        || name.startsWith(".env.")
        || isRequirements(name)
        || (name.indexOf('.') > 0 && SETTINGS.contains(ending));
  }

  private static boolean isRequirements(String name) {
    return name.matches("(?:requirements|constraints)[a-z0-9._-]*\\.(?:txt|in)");
  }

  private static Optional<Pattern> packages(String name) {
    if (name.equals("package.json")) {
      return Optional.of(JSON_PACKAGE);
    }
    if (name.equals("cargo.toml") || name.equals("pyproject.toml")) {
      return Optional.of(TOML_PACKAGE);
    }
    return isRequirements(name) ? Optional.of(REQUIREMENT) : Optional.empty();
  }

  private static void addPackages(Pattern pattern, String text, List<Sink> sinks) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      sinks.add(new Sink(Sink.Kind.PACKAGE, matcher.group(1)));
    }
  }
}
