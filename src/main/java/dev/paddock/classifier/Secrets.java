package dev.paddock.classifier;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes secrets of known shapes out of what is sent. Only what has no room for a command is taken
 * out, else an agent could hide one from the model behind a key's marks. Pure.
 */
final class Secrets {
  /** Stands for a secret. */
  static final String MARK = "[secret]";

  private static final List<Pattern> SHAPES =
      Resource.lines("secret-shapes.txt").stream().map(Pattern::compile).toList();

  private Secrets() {}

  /** Returns the text without them. */
  static String removed(String text) {
    String clean = text;
    for (Pattern shape : SHAPES) {
      clean = shape.matcher(clean).replaceAll(MARK);
    }
    return clean;
  }
}
