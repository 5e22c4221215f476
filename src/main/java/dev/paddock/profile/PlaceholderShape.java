package dev.paddock.profile;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the text that stands for a key inside looks like: {@code ghp_{36}}, say. */
final class PlaceholderShape {
  private static final String OTHERWISE = "paddock-{32}";
  private static final Pattern RANDOM = Pattern.compile("\\{([1-9][0-9]{0,2})}");
  private static final Pattern LITERAL = Pattern.compile("[!-z|~]*");
  private static final int LEAST_RANDOM = 16;
  private static final int LONGEST = 1024;
  private static final List<String> KNOWN = Table.lines("placeholder-shapes.txt");

  private PlaceholderShape() {}

  /** Returns the shape of the keys that a variable is known to hold, or one for any key. */
  static String of(Optional<String> variable) {
    return variable
        .flatMap(
            name ->
                KNOWN.stream()
                    .filter(line -> line.startsWith(name + " "))
                    .map(line -> line.substring(name.length()).strip())
                    .findFirst())
        .orElse(OTHERWISE);
  }

  /** Checks a shape: visible ASCII characters, and enough random ones to be told from any key. */
  static String parse(String text) {
    Matcher matcher = RANDOM.matcher(text);
    int random = 0;
    while (matcher.find()) {
      random += Integer.parseInt(matcher.group(1));
    }
    String literal = RANDOM.matcher(text).replaceAll("");
    if (!LITERAL.matcher(literal).matches() || random + literal.length() > LONGEST) {
      throw new EntryException(
          Printable.quote(text) + " is no shape of a key",
          "Write visible ASCII characters, and {N} for N random letters and digits: ghp_{36}");
    }
    if (random < LEAST_RANDOM) {
      throw new EntryException(
          Printable.quote(text) + " has less than " + LEAST_RANDOM + " random characters",
          "Write {N} with a higher N: it stands for N random letters and digits");
    }
    return text;
  }
}
