package dev.paddock.classifier;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Secrets of known shapes. Only what has no room for a command is one, else an agent could hide a
 * command from the model behind a key's marks. Pure.
 */
public final class KnownSecrets {
  /** Stands for a secret. */
  static final String MARK = "[secret]";

  private static final List<Pattern> SHAPES =
      Resource.lines("secret-shapes.txt").stream().map(Pattern::compile).toList();

  private KnownSecrets() {}

  /** Returns those in a text, each once. */
  public static Set<String> in(String text) {
    Set<String> found = new LinkedHashSet<>();
    for (Pattern shape : SHAPES) {
      shape.matcher(text).results().map(MatchResult::group).forEach(found::add);
    }
    return found;
  }

  /** Returns the text without them. */
  static String removed(String text) {
    String clean = text;
    for (Pattern shape : SHAPES) {
      clean = shape.matcher(clean).replaceAll(MARK);
    }
    return clean;
  }
}
