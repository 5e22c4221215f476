package dev.paddock.cli;

import dev.paddock.action.Enforcement;
import dev.paddock.linux.ExitStatus;
import dev.paddock.profile.Flags;
import dev.paddock.profile.LoadedProfile;
import dev.paddock.profile.Notice;
import dev.paddock.rules.DefaultRules;
import dev.paddock.rules.Rule;
import dev.paddock.rules.RuleKind;
import dev.paddock.session.Caller;
import dev.paddock.session.EffectiveRules;
import dev.paddock.session.Profiles;
import dev.paddock.session.Text;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code paddock auto-mode}: the rules that actions are judged by. */
final class AutoModeCommand extends Group {
  @Override
  public CommandSpec spec() {
    return group(
        "auto-mode",
        "Shows the rules by which an agent's actions are judged.",
        new Defaults(),
        new Config(),
        new Rules(),
        new CritiqueCommand());
  }

  /** {@code paddock auto-mode defaults}. */
  private static final class Defaults implements Subcommand {
    @Override
    public CommandSpec spec() {
      CommandSpec spec =
          Options.command(
              this,
              "defaults",
              "Prints the built-in rules as one JSON object: lists of texts, by the names allow, soft_deny,"
                  + " hard_deny and environment.");
      spec.addOption(
          Options.value(
              "PREFIX", "Only rules whose title begins so, in any letter case.", "--label"));
      return spec;
    }

    @Override
    public ExitStatus run(ParseResult parsed, PrintWriter out) {
      String prefix = Options.value(parsed, "--label").orElse("").toLowerCase(Locale.ROOT);
      Json.print(
          out,
          lists(
              kind ->
                  DefaultRules.of(kind).stream()
                      .filter(rule -> rule.title().toLowerCase(Locale.ROOT).startsWith(prefix))
                      .toList()));
      return ExitStatus.of(0);
    }
  }

  /** {@code paddock auto-mode config}. */
  private static final class Config implements Subcommand {
    @Override
    public CommandSpec spec() {
      CommandSpec spec =
          Options.command(
              this,
              "config",
              "Prints the rules in force, in the shape of the defaults: the built-in ones, with what [auto_mode] of"
                  + " your profile and autoMode of your and your organisation's Claude Code settings add or replace.");
      spec.addOption(profile());
      return spec;
    }

    @Override
    public ExitStatus run(ParseResult parsed, PrintWriter out) throws Exception {
      EffectiveRules rules = inForce(parsed);
      Json.print(out, lists(rules.book()::rules));
      return ExitStatus.of(0);
    }
  }

  /** {@code paddock auto-mode rules}. */
  private static final class Rules implements Subcommand {
    @Override
    public CommandSpec spec() {
      CommandSpec spec =
          Options.command(
              this,
              "rules",
              "Lists the rules in force: id, effect, what stands behind it, and how to change it.",
              "",
              "A wall is enforced by the kernel, or by what exists outside only; a gate decides on what an agent"
                  + " declares; judgement is a model's opinion, and all that stands behind a rule in words of your own.");
      spec.addOption(profile());
      spec.addOption(Options.flag("Print JSON, with the grounds and texts.", "--json"));
      return spec;
    }

    @Override
    public ExitStatus run(ParseResult parsed, PrintWriter out) throws Exception {
      List<Rule> rules = inForce(parsed).book().all();
      if (parsed.hasMatchedOption("--json")) {
        Json.print(out, rules.stream().map(Rules::data).toList());
        return ExitStatus.of(0);
      }
      Table table = new Table("ID", "EFFECT", "BEHIND IT", "HOW TO CHANGE IT");
      for (Rule rule : rules) {
        table.add(rule.id(), rule.kind().key(), behind(rule), oneLine(rule.change()));
      }
      table.print(out, Table.width());
      return ExitStatus.of(0);
    }

    private static String oneLine(String text) {
      return Text.printable(text).replace('\n', '?').replace('\t', '?');
    }

    private static String behind(Rule rule) {
      return rule.behind().isEmpty()
          ? "-"
          : rule.behind().stream()
              .map(backing -> word(backing.by()))
              .collect(Collectors.joining(", "));
    }

    private static Map<String, Object> data(Rule rule) {
      SequencedMap<String, Object> data = new LinkedHashMap<>();
      data.put("id", rule.id());
      data.put("title", rule.title());
      data.put("effect", rule.kind().key());
      data.put(
          "behind",
          rule.behind().stream()
              .map(
                  backing -> {
                    SequencedMap<String, Object> entry = new LinkedHashMap<>();
                    entry.put("enforcement", word(backing.by()));
                    entry.put("grounds", backing.grounds());
                    return entry;
                  })
              .toList());
      data.put("change", rule.change());
      data.put("origin", rule.origin());
      data.put("text", rule.prose());
      return data;
    }

    private static String word(Enforcement enforcement) {
      return enforcement.name().toLowerCase(Locale.ROOT);
    }
  }

  private static OptionSpec profile() {
    return Options.value(
        "NAME", "Use your profile profiles/NAME.toml on top of profile.toml.", "-p", "--profile");
  }

  private static Map<String, List<String>> lists(Function<RuleKind, List<Rule>> rules) {
    SequencedMap<String, List<String>> lists = new LinkedHashMap<>();
    for (RuleKind kind : RuleKind.values()) {
      lists.put(kind.key(), rules.apply(kind).stream().map(Rule::text).toList());
    }
    return lists;
  }

  /** What was ignored is told on standard error, since what is printed is read by programs. */
  private static EffectiveRules inForce(ParseResult parsed) throws Exception {
    Caller caller = Caller.ofThisProcess();
    LoadedProfile loaded = Profiles.load(caller, ProfileFlags.profile(parsed), Flags.NONE);
    EffectiveRules rules = EffectiveRules.of(caller, loaded);
    PrintWriter err = parsed.commandSpec().commandLine().getErr();
    loaded.notices().stream()
        .map(Notice::toString)
        .forEach(line -> err.println("paddock: " + line));
    rules.notices().forEach(line -> err.println("paddock: " + line));
    err.flush();
    return rules;
  }
}
