package dev.paddock.inspection;

/**
 * One thing in a text that was hardly meant for people.
 *
 * @param kind what it is
 * @param place where it begins, in UTF-16 units
 * @param excerpt a short piece of it, printable: control and hidden characters are shown as U+XXXX
 */
public record Suspicion(Kind kind, int place, String excerpt) {
  /** What was found. */
  public enum Kind {
    /** Words that tell an agent what to do, or speak in the name of its user or system. */
    INSTRUCTION("instructions addressed to an agent"),
    /** Characters that nobody sees: zero-width, variation selectors in runs, Unicode tags. */
    HIDDEN_TEXT("hidden characters"),
    /** Characters that change the order in which text is shown. */
    BIDIRECTIONAL("characters that reorder text"),
    /** Control sequences for a terminal. */
    TERMINAL_CONTROL("terminal control sequences"),
    /** Text in a comment or an element that a page does not show. */
    HIDDEN_MARKUP("text that the page does not show"),
    /** Text that only shows when it is decoded. */
    ENCODED("an encoded text"),
    /** Nothing was found there because nobody looked: the text is too long. */
    UNREAD("a part that was not looked at");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** Returns it in words, for people and agents. */
    public String words() {
      return words;
    }
  }
}
