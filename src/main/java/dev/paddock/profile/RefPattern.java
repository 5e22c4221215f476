package dev.paddock.profile;

import java.util.regex.Pattern;

/**
 * A pattern for refs that are no branches, named in full: {@code refs/tags/v*}. {@code *} stands
 * for any characters, and not in the first two parts.
 *
 * @param text the pattern as it was written
 */
public record RefPattern(String text) {
  private static final Pattern FORM = Pattern.compile("refs/([A-Za-z0-9_-]+)/(.+)");

  /**
   * Reads a pattern.
   *
   * @throws EntryException if it names branches, or no ref can have such a name
   */
  public static RefPattern parse(String text) {
    var form = FORM.matcher(text);
    if (!form.matches()) {
      throw new EntryException(
          Printable.quote(text) + " is no pattern of full ref names",
          "Write it in full, refs/tags/v* say; * is the only wildcard");
    }
    if (form.group(1).equals("heads")) {
      throw new EntryException(
          Printable.quote(text) + " is a branch", "Name it in push, without refs/heads/");
    }
    if (!BranchPattern.isName(form.group(2))) {
      throw new EntryException(
          Printable.quote(text) + " is no pattern that a ref can match",
          "Write it in full, refs/tags/v* say; * is the only wildcard");
    }
    return new RefPattern(text);
  }

  /** Tells whether a ref, named in full, matches. */
  public boolean matches(String ref) {
    return new BranchPattern(text).matches(ref);
  }
}
