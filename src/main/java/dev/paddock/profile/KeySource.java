package dev.paddock.profile;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Where a credential's key is kept, {@code from} of [credentials.NAME]. */
public sealed interface KeySource {
  /** Returns the entry as it was written. */
  String text();

  /**
   * {@code command:WORDS}: a program that prints the key, started without a shell.
   *
   * @param words the program, a name that PATH is searched for or an absolute path, and its
   *     arguments
   */
  record Command(String text, List<String> words) implements KeySource {
    /** Keeps a list that nobody changes. */
    public Command {
      words = List.copyOf(words);
    }
  }

  /** {@code env:NAME}: a variable of the environment that Paddock is started in. */
  record Variable(String text, String name) implements KeySource {}

  /**
   * {@code file:PATH}: a file that holds the key and nothing else.
   *
   * @param path absolute and normalised; it need not exist
   */
  record KeyFile(String text, Path path) implements KeySource {}

  /**
   * Reads an entry.
   *
   * @param home what {@code ~/} stands for
   * @param project where no key can lie, since sessions see it
   * @throws EntryException if it is none of the three forms
   */
  static KeySource parse(String text, Path home, Path project) {
    if (Printable.hasControlCharacters(text)) {
      throw new EntryException(Printable.quote(text) + " has control characters", "Remove them");
    }
    int colon = text.indexOf(':');
    String rest = text.substring(colon + 1);
    return switch (colon < 0 ? "" : text.substring(0, colon)) {
      case "command" -> new Command(text, words(rest));
      case "env" -> new Variable(text, variable(rest));
      case "file" -> new KeyFile(text, path(rest, home, project));
      default ->
          throw new EntryException(
              Printable.quote(text) + " does not say where the key is kept",
              "Write \"command:PROGRAM ARGUMENTS\", \"env:NAME\" or \"file:PATH\", never the key"
                  + " itself");
    };
  }

  /** Reads the name of an environment variable. */
  static String variable(String text) {
    if (!Names.VARIABLE.matcher(text).matches()) {
      throw new EntryException(
          Printable.quote(text) + " is no name of a variable", "Write a name such as GITHUB_TOKEN");
    }
    return text;
  }

  private static List<String> words(String text) {
    List<String> words = ShellWords.split(text);
    String program = words.getFirst();
    if (program.isEmpty() || (program.contains("/") && !program.startsWith("/"))) {
      throw new EntryException(
          Printable.quote(program)
              + " is no program: what it is would depend on the current folder",
          "Write its name on PATH, or its path from /");
    }
    return words;
  }

  private static Path path(String text, Path home, Path project) {
    Path path;
    try {
      path = text.startsWith("~/") ? home.resolve("./" + text.substring(2)) : Path.of(text);
    } catch (InvalidPathException e) {
      throw new EntryException(
          Printable.quote(text) + " can't be a path here: " + Printable.escape(e.getReason()),
          "Run Paddock in a UTF-8 locale");
    }
    if (!path.isAbsolute() || path.normalize().getNameCount() == 0) {
      throw new EntryException(
          Printable.quote(text) + " is no path of a file", "Write it from ~/ or from /");
    }
    if (path.normalize().startsWith(project)) {
      throw new EntryException(
          Printable.quote(text) + " is in the project, where every session can read the key",
          "Keep the key outside of the project");
    }
    return path.normalize();
  }

  /** What names look like. */
  final class Names {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

    private Names() {}
  }
}
