package dev.paddock.cli;

import dev.paddock.git.GitException;
import dev.paddock.git.LandingReport;
import dev.paddock.git.Leftovers;
import dev.paddock.git.Leftovers.Waiting;
import dev.paddock.linux.ExitStatus;
import dev.paddock.session.Caller;
import dev.paddock.session.PaddockFolders;
import dev.paddock.session.Text;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code paddock land}: what sessions committed and has not reached the repository outside. */
final class LandCommand implements Subcommand {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            this,
            "land",
            "Lands what a session committed in the repository outside.",
            "",
            "That happens by itself unless the profile says land = \"ask\"; what a killed session left lands when the"
                + " next one starts. Without SESSION, everything that waits lands.");
    spec.addOption(Options.flag("Only tell what waits.", "--list"));
    spec.addOption(Options.flag("Throw away what SESSION has not landed.", "--discard"));
    spec.addOption(Options.flag("Print JSON.", "--json"));
    spec.addPositional(Options.words("SESSION", "0..1", "As the list names it."));
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult parsed, PrintWriter out) throws Exception {
    Caller caller = Caller.ofThisProcess();
    return run(parsed, PaddockFolders.of(caller.home(), caller.environment()).git(), out);
  }

  ExitStatus run(ParseResult parsed, Path folder, PrintWriter out)
      throws IOException, GitException {
    Leftovers leftovers = new Leftovers(folder);
    List<String> words = parsed.matchedPositionalValue(0, List.of());
    boolean json = parsed.hasMatchedOption("--json");
    if (parsed.hasMatchedOption("--discard")) {
      if (words.isEmpty()) {
        throw new ParameterException(
            parsed.commandSpec().commandLine(), "Name the session whose work is to be thrown away");
      }
      leftovers.discard(words.getFirst());
      print(json, out, Map.of("discarded", words.getFirst()), "Discarded.");
      return ExitStatus.of(0);
    }
    List<Waiting> waiting = leftovers.list();
    if (parsed.hasMatchedOption("--list") || (waiting.isEmpty() && words.isEmpty())) {
      list(waiting, json, out);
      return ExitStatus.of(0);
    }
    List<String> sessions =
        words.isEmpty() ? waiting.stream().map(Waiting::session).toList() : words;
    boolean complete = true;
    for (String session : sessions) {
      LandingReport report = leftovers.land(session);
      complete &= report.told().isEmpty();
      print(report, session, json, out);
    }
    return ExitStatus.of(complete ? 0 : 1);
  }

  private static void list(List<Waiting> waiting, boolean json, PrintWriter out)
      throws IOException {
    if (json) {
      Json.print(out, waiting.stream().map(LandCommand::data).toList());
      return;
    }
    if (waiting.isEmpty()) {
      out.println("Nothing waits to land.");
    }
    for (Waiting one : waiting) {
      out.println(Text.printable(one.session() + (one.running() ? " (runs)" : "")));
      one.repositories().forEach(path -> out.println("  " + Text.printable(path.toString())));
      one.pending().forEach(what -> out.println("    " + Text.printable(what)));
    }
  }

  private static void print(LandingReport report, String session, boolean json, PrintWriter out)
      throws IOException {
    if (json) {
      Map<String, Object> data = new LinkedHashMap<>();
      data.put("session", session);
      data.put("landed", report.landed());
      data.put("told", report.told());
      Json.print(out, data);
      return;
    }
    report.landed().forEach(what -> out.println("landed: " + Text.printable(what)));
    report.told().forEach(what -> out.println("not landed: " + Text.printable(what)));
  }

  private static void print(boolean json, PrintWriter out, Map<String, Object> data, String text)
      throws IOException {
    if (json) {
      Json.print(out, data);
    } else {
      out.println(text);
    }
  }

  private static Map<String, Object> data(Waiting waiting) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("session", waiting.session());
    data.put("running", waiting.running());
    data.put("repositories", waiting.repositories().stream().map(Path::toString).toList());
    data.put("pending", waiting.pending());
    return data;
  }
}
