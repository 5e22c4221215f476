package dev.paddock.cli;

import dev.paddock.classifier.Judgement;
import dev.paddock.classifier.ModelSettings;
import dev.paddock.classifier.Spent;
import dev.paddock.linux.ExitStatus;
import dev.paddock.session.Caller;
import dev.paddock.session.JudgeTrial;
import dev.paddock.session.SessionException;
import dev.paddock.session.Text;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code paddock judge test}. */
final class JudgeTestCommand implements Subcommand {
  private static final int NO_ANSWER = 1;

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            this,
            "test",
            "Asks the configured model about one made-up action, and tells what it said and what that cost.",
            "",
            "Exit status: 0 if there was a verdict, 1 if not.");
    spec.addOption(Options.flag("Print JSON.", "--json"));
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult parsed, PrintWriter out) throws Exception {
    return run(parsed, Caller.ofThisProcess(), out);
  }

  ExitStatus run(ParseResult parsed, Caller caller, PrintWriter out) throws SessionException {
    JudgeTrial trial = JudgeTrial.of(caller);
    Judgement judgement = trial.judge();
    if (parsed.hasMatchedOption("--json")) {
      Map<String, Object> data = data(trial.settings(), judgement);
      data.putAll(CostRow.of(judgement.spent()));
      Json.print(out, data);
    } else {
      data(trial.settings(), judgement)
          .forEach((name, value) -> out.println(Text.printable(name + ": " + value)));
      out.println("cost: " + judgement.spent().text());
      out.flush();
    }
    return ExitStatus.of(judgement instanceof Judgement.NoAnswer ? NO_ANSWER : 0);
  }

  private static Map<String, Object> data(ModelSettings settings, Judgement judgement) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("provider", settings.provider().name().toLowerCase(Locale.ROOT));
    data.put("model", settings.model());
    data.put("address", settings.base().toString());
    switch (judgement) {
      case Judgement.Allowed(String reason, List<String> words, Spent _) -> {
        data.put("verdict", "allow");
        data.put("reason", reason);
        data.put("words", words);
      }
      case Judgement.Denied(String reason, String rule, Spent _) -> {
        data.put("verdict", "deny");
        data.put("rule", rule);
        data.put("reason", reason);
      }
      case Judgement.NoAnswer(String why, Spent _) -> {
        data.put("verdict", "none");
        data.put("reason", why);
      }
    }
    return data;
  }
}
