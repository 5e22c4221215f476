package dev.paddock.profile;

import java.util.List;

/**
 * The part [auto_mode] of a profile: prose by which actions are judged. In each list {@code
 * "$defaults"} stands for Paddock's own; a list without it takes that one's place, if it is not
 * empty.
 */
public record AutoModeRules(
    List<Sourced<String>> allow,
    List<Sourced<String>> softDeny,
    List<Sourced<String>> hardDeny,
    List<Sourced<String>> environment) {
  static final AutoModeRules NONE = new AutoModeRules(List.of(), List.of(), List.of(), List.of());
  private static final int LONGEST = 4000;

  /** Keeps lists that nobody changes. */
  public AutoModeRules {
    allow = List.copyOf(allow);
    softDeny = List.copyOf(softDeny);
    hardDeny = List.copyOf(hardDeny);
    environment = List.copyOf(environment);
  }

  /**
   * Reads an entry.
   *
   * @throws EntryException if nobody could judge by it
   */
  static String prose(String text) {
    if (text.isBlank()) {
      throw new EntryException("an empty text says nothing", "Write a sentence, or remove it");
    }
    if (text.length() > LONGEST) {
      throw new EntryException(
          Printable.quote(text) + " is longer than " + LONGEST + " characters",
          "Write several rules of a few sentences each");
    }
    String stripped = text.strip();
    if (stripped.matches("\\$\\S*") && !stripped.equals("$defaults")) {
      throw new EntryException(
          Printable.quote(stripped) + " is no word that has a meaning here", "Write \"$defaults\"");
    }
    return stripped;
  }

  AutoModeRules with(AutoModeRules more) {
    return new AutoModeRules(
        LayerStack.union(allow, more.allow),
        LayerStack.union(softDeny, more.softDeny),
        LayerStack.union(hardDeny, more.hardDeny),
        LayerStack.union(environment, more.environment));
  }
}
