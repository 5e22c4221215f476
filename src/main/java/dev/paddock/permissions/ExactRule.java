package dev.paddock.permissions;

import dev.paddock.action.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rule that allows one exact command and nothing else. There is one only for a single program
 * with plain words: whatever the shell or the language of rules could read otherwise has none.
 */
public final class ExactRule {
  private static final String PLAIN = "[A-Za-z0-9_@%+=:,./-]";
  private static final Pattern WORD =
      Pattern.compile("(PLAIN+)|'((?:PLAIN| )*)'|\"((?:PLAIN| )*)\"".replace("PLAIN", PLAIN));

  private ExactRule() {}

  /**
   * Returns the rule, {@code Bash(COMMAND)}; empty if there is none for this command.
   *
   * @param command as the agent wrote it
   */
  public static Optional<String> of(String command) {
    Optional<List<String>> words = words(command);
    if (words.isEmpty() || words.get().getFirst().contains("=")) {
      return Optional.empty();
    }
    String rule = "Bash(" + command + ")";
    return isExact(rule, command, words.get()) ? Optional.of(rule) : Optional.empty();
  }

  /** Asks the readers of rules themselves whether it means what is meant. */
  private static boolean isExact(String rule, String command, List<String> words) {
    PermissionFile file = new PermissionFile(Agent.PADDOCK, Scope.USER, Path.of("/"), Path.of("/"));
    ClaudeLine lines = new ClaudeLine(new AnchoredPath(Path.of("/"), Path.of("/")));
    Outcome outcome = lines.outcome(new RuleOrigin(file, 1, "", rule), Verdict.ALLOW);
    CommandGlob glob = CommandGlob.parse(command);
    return outcome instanceof Outcome.Gated && !glob.isOpen() && glob.matchesExactly(words);
  }

  /** Returns the words that a shell makes of it; empty if it does more than splitting them. */
  private static Optional<List<String>> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command);
    int at = 0;
    while (matcher.find(at) && matcher.start() == at) {
      words.add(Optional.ofNullable(matcher.group(1)).orElseGet(() -> quoted(matcher)));
      if (matcher.end() == command.length()) {
        return Optional.of(words);
      }
      if (command.charAt(matcher.end()) != ' ') {
        return Optional.empty();
      }
      at = matcher.end() + 1;
    }
    return Optional.empty();
  }

  private static String quoted(Matcher matcher) {
    return Optional.ofNullable(matcher.group(2)).orElseGet(() -> String.valueOf(matcher.group(3)));
  }
}
