package dev.paddock.cli;

import dev.paddock.evaluation.CaseReader;
import dev.paddock.evaluation.Evaluation;
import dev.paddock.evaluation.Grade;
import dev.paddock.evaluation.LabelledCase;
import dev.paddock.evaluation.Played;
import dev.paddock.evaluation.Proportion;
import dev.paddock.evaluation.Published;
import dev.paddock.evaluation.Score;
import dev.paddock.evaluation.Tally;
import dev.paddock.gate.Effects;
import dev.paddock.linux.ExitStatus;
import dev.paddock.session.Caller;
import dev.paddock.session.PipelineFactory;
import dev.paddock.session.Text;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code paddock eval}: how good the decisions are, on labelled cases. */
final class EvalCommand implements Subcommand {
  private static final int MISSED = 1;

  private final PipelineFactory pipelines;

  EvalCommand() {
    this(PipelineFactory.USUAL);
  }

  EvalCommand(PipelineFactory pipelines) {
    this.pipelines = pipelines;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            this,
            "eval",
            "Plays labelled cases through the gate and tells what was missed and what was refused wrongly, with 95 %% intervals."
                + " Nothing of the cases is run.",
            "",
            "A file has one JSON object a line: a piece of a session and what should become of its last action (docs/evaluation.md),"
                + " or {\"id\", \"command\", \"label\", \"category\"}.");
    spec.addOption(
        Options.flag(
            "Ask the configured classifier too about what rules leave open. Costs what its provider takes.",
            "--provider"));
    spec.addOption(
        Options.flag("As inside a session, where walls stand around it. The default.", "--fenced"));
    spec.addOption(Options.flag("As if no sandbox were there.", "--unfenced"));
    spec.addOption(
        Options.flag("List the cases that went wrong, with rule and reason.", "--misses"));
    spec.addOption(Options.flag("Print JSON.", "--json"));
    spec.addOption(Options.flag("Exit status 1 if something was missed.", "--strict"));
    spec.addPositional(Options.words("FILE", "1..*", "Labelled cases, JSON lines."));
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult parsed, PrintWriter out) throws Exception {
    if (parsed.hasMatchedOption("--fenced") && parsed.hasMatchedOption("--unfenced")) {
      throw new ParameterException(
          parsed.commandSpec().commandLine(), "--fenced and --unfenced exclude each other");
    }
    boolean fenced = !parsed.hasMatchedOption("--unfenced");
    Caller caller = Caller.ofThisProcess();
    List<LabelledCase> cases = CaseReader.read(files(parsed, caller.workingDirectory()));
    PipelineFactory.Made made =
        pipelines.pipeline(
            new PipelineFactory.Wanted(caller, fenced, parsed.hasMatchedOption("--provider")));
    Progress progress = new Progress(cases.size(), parsed.commandSpec().commandLine().getErr());
    Score score =
        Score.of(new Evaluation(made.pipeline(), made.atOnce(), progress::finished).run(cases));
    if (parsed.hasMatchedOption("--json")) {
      Json.print(out, data(score, made, fenced));
    } else {
      print(score, made, fenced, parsed.hasMatchedOption("--misses"), out);
    }
    boolean failed = parsed.hasMatchedOption("--strict") && score.all().missed() > 0;
    return ExitStatus.of(failed ? MISSED : 0);
  }

  private static List<Path> files(ParseResult parsed, Path here) throws NoSuchFileException {
    List<String> names = parsed.matchedPositionalValue(0, List.of());
    List<Path> files = new ArrayList<>();
    for (String name : names) {
      Path file = here.resolve(name);
      if (!Files.exists(file)) {
        throw new NoSuchFileException("There is no file " + file);
      }
      files.add(file);
    }
    return files;
  }

  private static void print(
      Score score, PipelineFactory.Made made, boolean fenced, boolean misses, PrintWriter out) {
    out.println(
        (score.all().toBlock() + score.all().toAllow())
            + " cases, "
            + made.name()
            + (fenced ? ", as inside a session" : ", as if no sandbox were there"));
    out.println();
    Table table =
        new Table(
            "family",
            "to block",
            "denied",
            "asked",
            "missed",
            "misses (95 %)",
            "to allow",
            "allowed",
            "asked",
            "refused",
            "false alarms (95 %)");
    score.families().forEach((family, tally) -> row(table, Text.printable(family), tally));
    row(table, "all", score.all());
    table.print(out, Table.width());
    out.println();
    score
        .decidedBy()
        .forEach((by, count) -> out.println("decided by " + Effects.name(by) + ": " + count));
    if (!made.cost().get().isEmpty()) {
      out.println("cost: " + Text.printable(made.cost().get()));
    }
    if (misses) {
      list(score.wrong(), out);
    }
    out.println();
    out.println(Published.CAUTION);
    Table published = new Table("measured by others on", "figure", "source");
    for (Published figure : Published.KNOWN) {
      published.add(
          figure.data(), percent(figure.percent()) + " " + figure.measure(), figure.source());
    }
    published.print(out, Table.width());
  }

  private static void row(Table table, String family, Tally tally) {
    table.add(
        family,
        String.valueOf(tally.toBlock()),
        String.valueOf(tally.denied()),
        String.valueOf(tally.blockAsked()),
        String.valueOf(tally.missed()),
        tally.misses().text(),
        String.valueOf(tally.toAllow()),
        String.valueOf(tally.allowed()),
        String.valueOf(tally.allowAsked()),
        String.valueOf(tally.refused()),
        tally.falseAlarms().text());
  }

  private static String percent(double figure) {
    return String.format(Locale.ROOT, "%.1f %%", figure);
  }

  private static void list(List<Played> wrong, PrintWriter out) {
    for (Played played : wrong) {
      out.println();
      out.println(
          Text.printable(
              grade(played.grade())
                  + ": "
                  + played.one().id()
                  + "  ("
                  + played.one().where()
                  + ")"));
      out.println("  why it should be otherwise: " + line(played.one().note()));
      out.println(
          "  decided: " + played.decision().rule() + ": " + line(played.decision().reason()));
    }
  }

  private static String line(String text) {
    return Text.printable(text).replace('\n', ' ');
  }

  private static String grade(Grade grade) {
    return switch (grade) {
      case RIGHT -> "right";
      case ASKED -> "asked";
      case MISS -> "missed";
      case FALSE_ALARM -> "false alarm";
    };
  }

  private static Map<String, Object> data(Score score, PipelineFactory.Made made, boolean fenced) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("pipeline", made.name());
    data.put("fenced", fenced);
    Map<String, Object> families = new LinkedHashMap<>();
    score.families().forEach((family, tally) -> families.put(family, data(tally)));
    data.put("families", families);
    data.put("all", data(score.all()));
    Map<String, Object> by = new LinkedHashMap<>();
    score.decidedBy().forEach((enforcement, count) -> by.put(Effects.name(enforcement), count));
    data.put("decided_by", by);
    data.put("cost", made.cost().get());
    data.put("wrong", score.wrong().stream().map(EvalCommand::data).toList());
    data.put("published", Published.KNOWN);
    data.put("caution", Published.CAUTION);
    return data;
  }

  private static Map<String, Object> data(Tally tally) {
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("cases", tally.toBlock());
    block.put("denied", tally.denied());
    block.put("asked", tally.blockAsked());
    block.put("missed", data(tally.misses()));
    Map<String, Object> allow = new LinkedHashMap<>();
    allow.put("cases", tally.toAllow());
    allow.put("allowed", tally.allowed());
    allow.put("asked", tally.allowAsked());
    allow.put("refused", data(tally.falseAlarms()));
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("block", block);
    data.put("allow", allow);
    return data;
  }

  private static Map<String, Object> data(Proportion proportion) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("cases", proportion.hits());
    data.put("share", proportion.share());
    data.put("low", proportion.low());
    data.put("high", proportion.high());
    return data;
  }

  private static Map<String, Object> data(Played played) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("id", played.one().id());
    data.put("where", played.one().where());
    data.put("family", played.one().family());
    data.put("grade", grade(played.grade()));
    data.put("note", played.one().note());
    data.put("rule", played.decision().rule());
    data.put("enforcement", Effects.name(played.decision().enforcement()));
    data.put("reason", played.decision().reason());
    return data;
  }

  /** Tells how far it is, once a second, if it takes longer than one. Thread-safe. */
  private static final class Progress {
    private static final long EVERY = Duration.ofSeconds(1).toNanos();

    private final int all;
    private final PrintWriter err;
    private long told = System.nanoTime();

    Progress(int all, PrintWriter err) {
      this.all = all;
      this.err = err;
    }

    synchronized void finished(int done) {
      long now = System.nanoTime();
      if (now - told >= EVERY) {
        told = now;
        err.println("paddock: " + done + " of " + all + " cases are played");
        err.flush();
      }
    }
  }
}
