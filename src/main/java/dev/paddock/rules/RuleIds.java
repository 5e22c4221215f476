package dev.paddock.rules;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Gives rules their names. Not thread-safe. */
final class RuleIds {
  private static final int MOST_WORDS = 5;
  private static final int LONGEST_LABEL = 60;

  private final Set<String> taken = new HashSet<>();

  /** Returns the title in small letters, with hyphens for what is no letter or digit. */
  static String of(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
  }

  /** Returns a name for an owner's rule, by its label or its first words, that no other has. */
  String ofOwn(String text) {
    int colon = text.indexOf(':');
    String label = colon > 0 && colon <= LONGEST_LABEL ? text.substring(0, colon) : text;
    String[] words = of(label).split("-", MOST_WORDS + 1);
    StringBuilder id = new StringBuilder("own");
    for (int i = 0; i < Math.min(words.length, MOST_WORDS); i++) {
      if (!words[i].isEmpty()) {
        id.append('-').append(words[i], 0, Math.min(words[i].length(), LONGEST_LABEL));
      }
    }
    String wanted = id.toString();
    String free = wanted;
    for (int number = 2; !taken.add(free); number++) {
      free = wanted + "-" + number;
    }
    return free;
  }
}
