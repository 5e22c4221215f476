package dev.paddock.cli;

import dev.paddock.classifier.Critique;
import dev.paddock.classifier.Spent;
import dev.paddock.linux.ExitStatus;
import dev.paddock.session.Caller;
import dev.paddock.session.JudgeTrial;
import dev.paddock.session.SessionException;
import dev.paddock.session.Text;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code paddock auto-mode critique}. */
final class CritiqueCommand implements Subcommand {
  private static final int NONE = 1;

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            this,
            "critique",
            "Has the model of [classifier] review your own rules: what is vague, contradicts another, or allows more than it"
                + " seems to. One request.",
            "",
            "Exit status: 0 if there is a review, 1 if not.");
    spec.addOption(Options.flag("Print JSON.", "--json"));
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult parsed, PrintWriter out) throws Exception {
    return run(parsed, Caller.ofThisProcess(), out);
  }

  ExitStatus run(ParseResult parsed, Caller caller, PrintWriter out) throws SessionException {
    Critique.Opinion opinion = JudgeTrial.of(caller).critique();
    boolean json = parsed.hasMatchedOption("--json");
    return switch (opinion) {
      case Critique.Opinion.Review(String text, Spent spent) -> {
        if (json) {
          Json.print(out, row(text, "", spent));
        } else {
          out.println(Text.printable(text));
          out.println();
          out.println("cost: " + spent.text());
        }
        yield ExitStatus.of(0);
      }
      case Critique.Opinion.None(String why, Spent spent) -> {
        if (json) {
          Json.print(out, row("", why, spent));
        } else {
          out.println("There is no review: " + Text.printable(why));
        }
        yield ExitStatus.of(NONE);
      }
    };
  }

  private static Map<String, Object> row(String review, String reason, Spent spent) {
    SequencedMap<String, Object> row = new LinkedHashMap<>();
    row.put("review", review);
    row.put("reason", reason);
    row.putAll(CostRow.of(spent));
    return row;
  }
}
