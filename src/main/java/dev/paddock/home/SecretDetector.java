package dev.paddock.home;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether text looks like a secret. It errs to the side of "yes": a harmless value that stays
 * outside costs a setting, the other error costs a key.
 *
 * <p>Immutable and thread-safe. It is the second line: the first is that only known keys pass.
 */
final class SecretDetector {
  /** A key of this name may be meant for nothing else; "author" is not "auth". */
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i)passw|passphrase|secret|token|credential|auth(?!or)|api[_-]?key"
              + "|(private|access)[_.-]?key|(^|[._-])key$|user[_-]?name$");

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9+_-]{20,}");
  private static final int FEWEST_CHARACTERS = 20;
  private static final int FEWEST_DIGITS = 3;
  private static final double RANDOM_CHANGES = 0.22;

  /** Compiled when the first text is looked at: an empty HOME has none. */
  private static final class Shapes {
    static final List<Pattern> ALL =
        TextTable.lines("secret-shapes.txt").stream().map(Pattern::compile).toList();
  }

  /** Tells whether a key is the name of a secret. */
  boolean namesSecret(String key) {
    return SECRET_NAME.matcher(key).find();
  }

  /** Tells whether a secret may be anywhere in the text. */
  boolean findsIn(String text) {
    if (Shapes.ALL.stream().anyMatch(shape -> shape.matcher(text).find())) {
      return true;
    }
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      if (looksRandom(words.group())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Random letters and digits change from one kind to the other at every second sign; words, names
   * of platforms and versions do so at every fifth at most. A capital after a small letter counts,
   * a small letter after a capital does not (camelCase).
   */
  private static boolean looksRandom(String word) {
    String signs = word.replaceAll("[+_-]", "");
    if (signs.length() < FEWEST_CHARACTERS) {
      return false;
    }
    long digits = signs.chars().filter(SecretDetector::isDigit).count();
    if (digits < FEWEST_DIGITS || digits == signs.length()) {
      return false;
    }
    int changes = 0;
    for (int i = 1; i < signs.length(); i++) {
      char before = signs.charAt(i - 1);
      char here = signs.charAt(i);
      if (isDigit(before) != isDigit(here) || (isSmall(before) && isCapital(here))) {
        changes++;
      }
    }
    return changes >= RANDOM_CHANGES * (signs.length() - 1);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isSmall(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
