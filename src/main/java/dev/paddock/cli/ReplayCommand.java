package dev.paddock.cli;

import dev.paddock.classifier.Judgement;
import dev.paddock.classifier.JudgementFile;
import dev.paddock.classifier.JudgementRecord;
import dev.paddock.classifier.Replay;
import dev.paddock.linux.ExitStatus;
import dev.paddock.session.Caller;
import dev.paddock.session.JudgementRecordFiles;
import dev.paddock.session.PaddockFolders;
import dev.paddock.session.Text;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code paddock log replay}: a session's verdicts, had again from what is stored. */
final class ReplayCommand implements Subcommand {
  private static final int DIFFERS = 1;

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            this,
            "replay",
            "Has a session's verdicts again from the replies that are stored, and tells whether they are the same. Nobody is"
                + " asked.",
            "",
            "Exit status: 0 if all are the same, 1 if one differs.");
    spec.addOption(Options.flag("Print JSON.", "--json"));
    spec.addPositional(
        Options.words("SESSION", "0..1", "As `paddock log --list` names it. Default: newest."));
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult parsed, PrintWriter out) throws IOException {
    Caller caller = Caller.ofThisProcess();
    return run(parsed, PaddockFolders.of(caller.home(), caller.environment()).logs(), out);
  }

  ExitStatus run(ParseResult parsed, Path logs, PrintWriter out) throws IOException {
    List<String> words = parsed.matchedPositionalValue(0, List.of());
    if (words.size() > 1) {
      throw new ParameterException(
          parsed.commandSpec().commandLine(), "One session at a time: name one only");
    }
    Path file = JudgementRecordFiles.find(logs, words.stream().findFirst().map(String::toString));
    boolean same = true;
    List<Map<String, Object>> rows = new ArrayList<>();
    for (JudgementRecord record : JudgementFile.read(file)) {
      Replay replay = Replay.of(record);
      same &= replay.isSameVerdict();
      rows.add(row(record, replay));
    }
    if (parsed.hasMatchedOption("--json")) {
      Json.print(out, rows);
    } else {
      rows.forEach(row -> out.println(line(row)));
      out.println(
          rows.size()
              + (rows.size() == 1 ? " verdict, " : " verdicts, ")
              + (same ? "all the same" : "not all the same"));
      out.flush();
    }
    return ExitStatus.of(same ? 0 : DIFFERS);
  }

  private static Map<String, Object> row(JudgementRecord record, Replay replay) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", record.id());
    row.put("time", record.time().toString());
    row.put("model", record.model());
    row.put("verdict", word(record.judgement()));
    row.put("again", word(replay.judgement()));
    row.put("same_verdict", replay.isSameVerdict());
    row.put("same_prompt", replay.isSamePrompt());
    return row;
  }

  private static String line(Map<String, Object> row) {
    return Text.printable(
        row.get("time")
            + "  "
            + row.get("verdict")
            + "  again: "
            + row.get("again")
            + (Boolean.TRUE.equals(row.get("same_verdict")) ? "" : "  DIFFERS")
            + (Boolean.TRUE.equals(row.get("same_prompt"))
                ? ""
                : "  (this version of Paddock would word the prompt otherwise)"));
  }

  private static String word(Judgement judgement) {
    return switch (judgement) {
      case Judgement.Allowed _ -> "allow";
      case Judgement.Denied _ -> "deny";
      case Judgement.NoAnswer _ -> "no answer";
    };
  }
}
