package dev.paddock.relay;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What git asks an ssh server to execute: a service and a path in quotes, as git's clients write
 * it. No shell ever sees it.
 *
 * @param command {@code git-upload-pack}, say
 * @param arguments the path, then what else there is
 */
record GitCommandLine(String command, java.util.List<String> arguments) {
  private static final Pattern FORM =
      Pattern.compile("(git[ -])([a-z-]+) ('(?:[^'!]|'\\\\['!]')*'|[^' \\\\!\"$`]+)( [a-z]+)?");
  private static final int LONGEST = 4096;

  /** Reads it; empty for anything else. */
  static Optional<GitCommandLine> parse(String line) {
    Matcher form = FORM.matcher(line);
    if (line.length() > LONGEST || !form.matches()) {
      return Optional.empty();
    }
    String path = unquoted(form.group(3));
    java.util.List<String> arguments =
        form.group(4) == null
            ? java.util.List.of(path)
            : java.util.List.of(path, form.group(4).strip());
    return Optional.of(new GitCommandLine("git-" + form.group(2), arguments));
  }

  /** Returns the path; one in the user's home is the same as one without. */
  String path() {
    String path = arguments.getFirst();
    return path.startsWith("/~/")
        ? path.substring(3)
        : path.startsWith("~/") ? path.substring(2) : path;
  }

  private static String unquoted(String word) {
    return word.startsWith("'")
        ? word.substring(1, word.length() - 1).replaceAll("'\\\\(['!])'", "$1")
        : word;
  }
}
