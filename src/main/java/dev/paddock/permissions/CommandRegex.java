package dev.paddock.permissions;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gemini CLI's {@code commandRegex}, which has to match from the command's beginning.
 *
 * @param anywhere whether it may match anywhere instead
 */
record CommandRegex(Pattern pattern, boolean anywhere) implements CommandPattern {
  @Override
  @SuppressWarnings("JdkObsolete") // whether more text could make it match is the very question
  public Certainty mayMatch(List<String> words) {
    String text = String.join(" ", words);
    try {
      Matcher matcher = pattern.matcher(new BoundedText(text));
      if (anywhere ? matcher.find() : matcher.lookingAt()) {
        return Certainty.YES;
      }
      int unknown = text.indexOf(UNKNOWN);
      if (unknown < 0) {
        return Certainty.NO;
      }
      Matcher known = pattern.matcher(new BoundedText(text.substring(0, unknown)));
      boolean matches = anywhere ? known.find() : known.lookingAt();
      return matches || known.hitEnd() ? Certainty.PERHAPS : Certainty.NO;
    } catch (BoundedText.TooManyStepsException | StackOverflowError e) {
      return Certainty.PERHAPS;
    }
  }

  @Override
  public boolean matchesExactly(List<String> words) {
    // What follows a match would be anything, so a rule that allows has to match as a whole.
    String text = String.join(" ", words);
    try {
      return !text.contains(UNKNOWN)
          && words.stream().noneMatch(word -> word.chars().anyMatch(Character::isWhitespace))
          && pattern.matcher(new BoundedText(text)).matches();
    } catch (BoundedText.TooManyStepsException | StackOverflowError e) {
      return false;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CommandRegex that
        && pattern.pattern().equals(that.pattern.pattern())
        && anywhere == that.anywhere;
  }

  @Override
  public int hashCode() {
    return pattern.pattern().hashCode();
  }
}
