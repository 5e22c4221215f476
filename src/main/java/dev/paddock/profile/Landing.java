package dev.paddock.profile;

/** When what a session committed reaches the repository outside; the stricter one comes first. */
public enum Landing {
  /** When a person has said so. */
  ASK("ask"),
  /** As soon as it has passed the checks. */
  AUTO("auto");

  private final String text;

  Landing(String text) {
    this.text = text;
  }

  /** Returns the text of the profile. */
  public String text() {
    return text;
  }

  static Landing parse(String text) {
    return switch (text) {
      case "auto" -> AUTO;
      case "ask" -> ASK;
      default ->
          throw new EntryException(
              Printable.quote(text) + " is no way to land", "Write \"auto\" or \"ask\"");
    };
  }
}
