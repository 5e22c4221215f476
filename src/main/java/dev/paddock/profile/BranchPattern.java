package dev.paddock.profile;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A pattern for names of branches, without {@code refs/heads/}. {@code *} stands for any
 * characters, also "/" and none; every other character for itself.
 *
 * @param text the pattern as it was written
 */
public record BranchPattern(String text) {
  private static final Pattern PART = Pattern.compile("(?!\\.)[^\\x00-\\x20\\x7f~^:?\\[\\\\/]+");
  private static final int LONGEST = 255;

  /**
   * Reads a pattern.
   *
   * @throws EntryException if no branch can have such a name (git-check-ref-format(1))
   */
  public static BranchPattern parse(String text) {
    if (text.startsWith("refs/")) {
      throw new EntryException(
          Printable.quote(text) + " is a full ref name", "Write the branch without refs/heads/");
    }
    if (!isName(text)) {
      throw new EntryException(
          Printable.quote(text) + " is no pattern that a branch can match",
          "Write a branch such as feature/login, or feature/*; * is the only wildcard");
    }
    return new BranchPattern(text);
  }

  /** Tells whether some name of a ref can match (git-check-ref-format(1)). */
  static boolean isName(String text) {
    boolean valid =
        text.length() <= LONGEST
            && !text.startsWith("-")
            && !text.contains("..")
            && !text.contains("@{")
            && !text.equals("@")
            && !text.endsWith(".")
            && !Printable.hasControlCharacters(text);
    for (String part : text.split("/", -1)) {
      valid &= PART.matcher(part).matches() && !part.endsWith(".lock");
    }
    return valid;
  }

  /** Tells whether a branch, named without {@code refs/heads/}, matches. */
  public boolean matches(String branch) {
    return new NameGlob.Mixture(elements()).matches(branch, 0, branch.length());
  }

  /** Tells whether every branch that this pattern matches is matched by the other one too. */
  boolean isWithin(BranchPattern other) {
    return other.matches(text); // as a name, "*" is a character that only "*" matches
  }

  private List<NameGlob.Element> elements() {
    return text.codePoints().mapToObj(BranchPattern::element).toList();
  }

  private static NameGlob.Element element(int point) {
    return point == '*' ? new NameGlob.Element.Run() : new NameGlob.Element.Exactly(point);
  }
}
