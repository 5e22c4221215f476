package dev.paddock.credentials;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes what stands for keys inside. */
public final class Placeholders {
  private static final Pattern RANDOM = Pattern.compile("\\{([1-9][0-9]{0,2})}");
  private static final String LETTERS_AND_DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private Placeholders() {}

  /**
   * Returns a placeholder.
   *
   * @param shape the text of one, where {@code {N}} stands for N random letters and digits, N being
   *     1 to 999
   */
  public static String make(String shape, SecureRandom random) {
    return RANDOM
        .matcher(shape)
        .replaceAll(
            gap -> Matcher.quoteReplacement(characters(Integer.parseInt(gap.group(1)), random)));
  }

  private static String characters(int count, RandomGenerator random) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(LETTERS_AND_DIGITS.charAt(random.nextInt(LETTERS_AND_DIGITS.length())));
    }
    return text.toString();
  }
}
