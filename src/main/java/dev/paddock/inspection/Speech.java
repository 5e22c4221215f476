package dev.paddock.inspection;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells whether a text that people don't see speaks to an agent, or is a command. */
final class Speech {
  private static final int FAR = 8;
  private static final Instructions INSTRUCTIONS = new Instructions();
  private static final List<String> COMMANDS =
      TextTable.lines("command-signs.txt").stream().map(Skeleton::of).toList();
  private static final Set<String> ADDRESSED = folded("addressed.txt");
  private static final Set<String> ORDERS = folded("orders.txt");

  private Speech() {}

  private static Set<String> folded(String table) {
    return Set.copyOf(
        TextTable.lines(table).stream()
            .map(word -> Skeleton.of(word.toLowerCase(Locale.ROOT)))
            .distinct()
            .toList());
  }

  /** Whether it has one of the phrases. */
  static boolean instructs(String text) {
    Findings findings = new Findings(0);
    INSTRUCTIONS.look(text, findings);
    return !findings.all().isEmpty();
  }

  /** Whether it has a piece that only shell commands have. */
  static boolean commands(String text) {
    String skeleton = Skeleton.of(text);
    return COMMANDS.stream().anyMatch(skeleton::contains);
  }

  /** Whether it names an agent and, soon after, something to do: enough where nobody looks. */
  static boolean addresses(String text) {
    List<String> words = Words.of(text);
    int addressed = -FAR;
    for (int i = 0; i < words.size(); i++) {
      if (ADDRESSED.contains(words.get(i))) {
        addressed = i;
      } else if (i - addressed < FAR && ORDERS.contains(words.get(i))) {
        return true;
      }
    }
    return false;
  }
}
