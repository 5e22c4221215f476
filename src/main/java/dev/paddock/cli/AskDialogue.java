package dev.paddock.cli;

import dev.paddock.cli.OwnersAnswers.Asked;
import dev.paddock.cli.OwnersAnswers.Choice;
import dev.paddock.session.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;

/** Shows questions one by one at a terminal and takes what is typed. Not thread-safe. */
final class AskDialogue {
  private static final String PROMPT =
      "Allow (o)nce, for the (s)ession, (a)lways by a rule, or (d)eny? Enter leaves it: ";

  private final BufferedReader in;
  private final PrintWriter out;
  private final OwnersAnswers answers;

  AskDialogue(BufferedReader in, PrintWriter out, OwnersAnswers answers) {
    this.in = in;
    this.out = out;
    this.answers = answers;
  }

  /**
   * Asks about one question until something is said that counts.
   *
   * @return false once nothing more will be typed
   */
  boolean ask(Asked asked) throws IOException {
    forgetWhatWasTypedBefore();
    QuestionText.print(asked.session(), asked.question(), out);
    while (true) {
      out.print(PROMPT);
      out.flush();
      String line = in.readLine();
      if (line == null) {
        out.println();
        return false;
      }
      if (line.isBlank()) {
        return true;
      }
      Optional<Choice> choice = choice(line.strip());
      if (choice.isEmpty()) {
        out.println("Type o, s, a, d, or nothing.");
        continue;
      }
      try {
        out.println(Text.printable(answers.give(asked, choice.get())));
        return true;
      } catch (IOException e) {
        out.println("! " + Text.printable(String.valueOf(e.getMessage())));
        if (choice.get() != Choice.ALWAYS) {
          return true;
        }
      }
    }
  }

  /** It can be no answer to what was not on the screen yet. */
  private void forgetWhatWasTypedBefore() throws IOException {
    while (in.ready() && in.read() >= 0) {
      // Read on.
    }
  }

  private static Optional<Choice> choice(String word) {
    return switch (word) {
      case "o", "once" -> Optional.of(Choice.ONCE);
      case "s", "session" -> Optional.of(Choice.SESSION);
      case "a", "always" -> Optional.of(Choice.ALWAYS);
      case "d", "deny" -> Optional.of(Choice.DENY);
      default -> Optional.empty();
    };
  }
}
