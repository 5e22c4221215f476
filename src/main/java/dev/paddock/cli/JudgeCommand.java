package dev.paddock.cli;

import dev.paddock.classifier.Judgement;
import dev.paddock.classifier.ModelSettings;
import dev.paddock.classifier.Spent;
import dev.paddock.linux.ExitStatus;
import dev.paddock.session.Caller;
import dev.paddock.session.JudgeTrial;
import dev.paddock.session.Text;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code paddock judge}: the model that judges what rules can't decide. */
final class JudgeCommand extends Group {
  @Override
  public CommandSpec spec() {
    return group("judge", "Tries the model that judges what rules can't decide.", new Test());
  }

  /** {@code paddock judge test}. */
  private static final class Test implements Subcommand {
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
      JudgeTrial trial = JudgeTrial.of(Caller.ofThisProcess());
      Judgement judgement = trial.judge();
      Map<String, Object> data = data(trial.settings(), judgement);
      if (parsed.hasMatchedOption("--json")) {
        Json.print(out, data);
      } else {
        data.forEach((name, value) -> out.println(name + ": " + Text.printable(value.toString())));
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
          data.put("words", String.join(" | ", words));
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
      Spent spent = judgement.spent();
      data.put("requests", spent.requests());
      data.put("input tokens", spent.inputTokens());
      data.put("cached tokens", spent.cachedTokens());
      data.put("written tokens", spent.writtenTokens());
      data.put("output tokens", spent.outputTokens());
      data.put(
          "dollars",
          spent.dollars().isPresent()
              ? String.format(Locale.ROOT, "%.6f", spent.dollars().getAsDouble())
              : "not known");
      data.put("milliseconds", spent.took().toMillis());
      return data;
    }
  }
}
