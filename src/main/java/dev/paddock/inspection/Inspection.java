package dev.paddock.inspection;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks through a text for what was hardly meant for people. Pure, in time proportional to the text
 * up to a bound; never throws. It finds what it knows: an empty answer is no promise.
 */
public final class Inspection {
  /** Longer texts are looked at in two halves of this, their beginning and their end. */
  static final int LONGEST = 1 << 20;

  private static final List<Detector> DETECTORS =
      List.of(
          new Instructions(),
          new RoleLines(),
          new HiddenCharacters(),
          new BidirectionalControls(),
          new TerminalControls(),
          new HiddenMarkup(),
          new EncodedText());

  private Inspection() {}

  /**
   * Returns what is suspicious in a text, in its order, a few of each kind. If there is a part that
   * was not looked at, that is the last one.
   */
  public static List<Suspicion> of(String text) {
    if (text.length() <= LONGEST) {
      return look(text, 0);
    }
    int half = LONGEST / 2;
    int tail = text.length() - half;
    List<Suspicion> all = new ArrayList<>(look(text.substring(0, half), 0));
    all.addAll(look(text.substring(tail), tail));
    all.add(
        new Suspicion(
            Suspicion.Kind.UNREAD, half, (tail - half) + " characters between beginning and end"));
    return List.copyOf(all);
  }

  private static List<Suspicion> look(String text, int offset) {
    Findings findings = new Findings(offset);
    for (Detector detector : DETECTORS) {
      detector.look(text, findings);
    }
    return findings.all();
  }
}
