package dev.paddock.rules;

import java.util.List;

/**
 * A rule, as it is told to a model and to people.
 *
 * @param id small letters, digits and single hyphens; what decisions and logs name
 * @param title empty for a rule that its owner wrote
 * @param prose what it says; of an owner's rule all of its text
 * @param behind what stands behind it in Paddock; empty for the environment
 * @param change how its owner changes it
 * @param origin {@code default}, or where its owner wrote it
 */
public record Rule(
    String id,
    String title,
    RuleKind kind,
    String prose,
    List<Backing> behind,
    String change,
    String origin) {
  /** Keeps a list that nobody changes. */
  public Rule {
    behind = List.copyOf(behind);
  }

  /** Returns the text that is judged by: {@code Title: prose}, or what the owner wrote. */
  public String text() {
    return title.isEmpty() ? prose : title + ": " + prose;
  }
}
