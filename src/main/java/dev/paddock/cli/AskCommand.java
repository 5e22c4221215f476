package dev.paddock.cli;

import dev.paddock.cli.OwnersAnswers.Asked;
import dev.paddock.cli.OwnersAnswers.Choice;
import dev.paddock.linux.ExitStatus;
import dev.paddock.session.Caller;
import dev.paddock.session.PaddockFolders;
import dev.paddock.session.SessionException;
import dev.paddock.session.Text;
import dev.paddock.session.WaitingQuestions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code paddock ask}: what running sessions ask their owner, and the answers. */
final class AskCommand implements Subcommand {
  private final InputStream in;

  AskCommand() {
    this(System.in);
  }

  AskCommand(InputStream in) {
    this.in = in;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            this,
            "ask",
            "Shows what waits for you in your running sessions, and takes your answers.",
            "",
            "At a terminal each question is shown with its effects, rule and reason, and you are asked. Elsewhere, and with"
                + " --json or --denied, they are listed. An answer counts for exactly the action that was shown: once means"
                + " one run of it, --session and --deny hold until the session ends. What nobody answers is denied after"
                + " the time that the profile sets, [ask] wait; --denied lists that, and what else was denied lately,"
                + " and an answer to it counts for the next try.");
    spec.addOption(Options.flag("Go on, and show each question as it comes.", "--watch"));
    spec.addOption(Options.flag("List what was denied lately instead of what waits.", "--denied"));
    spec.addOption(Options.value("ID", "Allow it once.", "--allow"));
    spec.addOption(Options.flag("With --allow: until the session ends.", "--session"));
    spec.addOption(
        Options.flag(
            "With --allow: also write a rule for exactly this command to your profile.",
            "--always"));
    spec.addOption(Options.value("ID", "Deny it until the session ends.", "--deny"));
    spec.addOption(Options.flag("Print JSON; with --watch, a line for each question.", "--json"));
    spec.addPositional(
        Options.words("SESSION", "0..1", "Its name, as in: paddock log --list. Without it, all."));
    spec.usageMessage()
        .footer("", "Exit status: 0, also if nothing waits; 125 if it could not be done.");
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult parsed, PrintWriter out) throws Exception {
    return run(parsed, Caller.ofThisProcess(), out);
  }

  ExitStatus run(ParseResult parsed, Caller caller, PrintWriter out) throws Exception {
    requireSense(parsed);
    PaddockFolders folders = PaddockFolders.of(caller.home(), caller.environment());
    OwnersAnswers answers =
        new OwnersAnswers(folders.config().resolve("profile.toml"), caller.home());
    List<String> words = parsed.matchedPositionalValue(0, List.of());
    AskedQuestions questions =
        new AskedQuestions(
            new WaitingQuestions(folders),
            words.stream().findFirst(),
            parsed.commandSpec().commandLine().getErr());
    Optional<String> allow = Options.value(parsed, "--allow");
    Optional<String> answered = allow.or(() -> Options.value(parsed, "--deny"));
    if (answered.isPresent()) {
      answer(parsed, questions.find(answered.get()), allow.isPresent(), answers, out);
    } else if (isDialogue(parsed, caller)) {
      talk(parsed, questions, answers, out);
    } else if (parsed.hasMatchedOption("--watch")) {
      watch(parsed, questions, out);
    } else {
      list(parsed, questions.all(), out);
    }
    out.flush();
    return ExitStatus.of(0);
  }

  private static void requireSense(ParseResult parsed) {
    boolean allow = parsed.hasMatchedOption("--allow");
    boolean deny = parsed.hasMatchedOption("--deny");
    boolean longer = parsed.hasMatchedOption("--session") || parsed.hasMatchedOption("--always");
    boolean listing = parsed.hasMatchedOption("--watch") || parsed.hasMatchedOption("--denied");
    String problem = "";
    if (parsed.matchedPositionalValue(0, List.<String>of()).size() > 1) {
      problem = "Name one session, or none for all";
    } else if (allow && deny) {
      problem = "Say one of --allow and --deny";
    } else if (longer && !allow) {
      problem = "--session and --always go with --allow ID";
    } else if (parsed.hasMatchedOption("--session") && parsed.hasMatchedOption("--always")) {
      problem = "Say one of --session and --always; --always allows the session's, too";
    } else if (listing && (allow || deny)) {
      problem = "--watch and --denied answer nothing; leave them out";
    } else if (parsed.hasMatchedOption("--watch") && parsed.hasMatchedOption("--denied")) {
      problem = "--watch shows what waits; leave --denied out";
    }
    if (!problem.isEmpty()) {
      throw new ParameterException(parsed.commandSpec().commandLine(), problem);
    }
  }

  private static boolean isDialogue(ParseResult parsed, Caller caller) {
    return caller.terminals().contains(0)
        && caller.terminals().contains(1)
        && !parsed.hasMatchedOption("--json")
        && !parsed.hasMatchedOption("--denied");
  }

  private static void answer(
      ParseResult parsed, Asked asked, boolean allows, OwnersAnswers answers, PrintWriter out)
      throws IOException {
    Choice choice = Choice.DENY;
    if (allows) {
      choice =
          parsed.hasMatchedOption("--always")
              ? Choice.ALWAYS
              : parsed.hasMatchedOption("--session") ? Choice.SESSION : Choice.ONCE;
    }
    String told;
    try {
      told = answers.give(asked, choice);
    } catch (IOException e) {
      throw new IOException(Text.printable(String.valueOf(e.getMessage())), e);
    }
    if (parsed.hasMatchedOption("--json")) {
      Map<String, Object> row = QuestionText.row(asked.session(), asked.question());
      row.put("result", told);
      Json.print(out, row);
    } else {
      out.println(Text.printable(told));
    }
  }

  private static void list(ParseResult parsed, List<Asked> all, PrintWriter out) {
    boolean denied = parsed.hasMatchedOption("--denied");
    List<Asked> listed = all.stream().filter(one -> one.question().waits() != denied).toList();
    if (parsed.hasMatchedOption("--json")) {
      Json.print(
          out,
          listed.stream().map(one -> QuestionText.row(one.session(), one.question())).toList());
    } else if (listed.isEmpty()) {
      out.println(denied ? "Nothing was denied lately." : "Nothing waits for you.");
    } else {
      listed.forEach(one -> QuestionText.print(one.session(), one.question(), out));
    }
  }

  private void talk(
      ParseResult parsed, AskedQuestions questions, OwnersAnswers answers, PrintWriter out)
      throws IOException, SessionException, InterruptedException {
    AskDialogue dialogue =
        new AskDialogue(
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), out, answers);
    boolean watches = parsed.hasMatchedOption("--watch");
    List<Asked> fresh = questions.fresh();
    if (fresh.isEmpty()) {
      out.println(
          watches ? "Nothing waits for you yet; Ctrl-C ends this." : "Nothing waits for you.");
    }
    while (!questions.hasEnded() && (watches || !fresh.isEmpty())) {
      for (Asked asked : fresh) {
        if (!dialogue.ask(asked)) {
          return;
        }
      }
      out.flush();
      fresh = watches ? questions.later() : questions.fresh();
    }
  }

  private static void watch(ParseResult parsed, AskedQuestions questions, PrintWriter out)
      throws IOException, SessionException, InterruptedException {
    boolean json = parsed.hasMatchedOption("--json");
    List<Asked> fresh = questions.fresh();
    while (!questions.hasEnded()) {
      for (Asked asked : fresh) {
        if (json) {
          out.println(Json.line(QuestionText.row(asked.session(), asked.question())));
        } else {
          QuestionText.print(asked.session(), asked.question(), out);
        }
      }
      if (out.checkError()) { // flushes, too
        return; // whoever read this has gone
      }
      fresh = questions.later();
    }
  }
}
