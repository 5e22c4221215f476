package dev.paddock.cli;

import dev.paddock.audit.Event;
import dev.paddock.audit.EventLogs;
import dev.paddock.audit.RecordedEvent;
import dev.paddock.linux.ExitStatus;
import dev.paddock.session.Caller;
import dev.paddock.session.PaddockFolders;
import dev.paddock.session.Text;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code paddock log}: what happened in sessions. */
final class LogCommand implements Subcommand {
  private static final String REFUSED = "refused";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            this,
            "log",
            "Tells what happened in a session: what it reached, and what was refused, why, and what to do.",
            "",
            "Without SESSION, of the newest one. The last 200 sessions' logs are kept. No key, header or body is in"
                + " one.");
    spec.addOption(Options.flag("List the sessions, the newest first.", "--list"));
    spec.addOption(Options.flag("Only what was refused.", "--refused"));
    spec.addOption(Options.flag("Go on and tell what happens, until Ctrl-C.", "--follow", "-f"));
    spec.addOption(
        Options.flag("Look whether a line was changed or taken out afterwards.", "--check"));
    spec.addOption(Options.flag("Print JSON.", "--json"));
    spec.addPositional(Options.words("SESSION", "0..1", "As the list names it."));
    CommandSpec replay = new ReplayCommand().spec();
    spec.addSubcommand(replay.name(), new CommandLine(replay));
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult parsed, PrintWriter out)
      throws IOException, InterruptedException {
    Caller caller = Caller.ofThisProcess();
    return run(
        parsed, PaddockFolders.of(caller.home(), caller.environment()).state().resolve("log"), out);
  }

  ExitStatus run(ParseResult parsed, Path folder, PrintWriter out)
      throws IOException, InterruptedException {
    List<String> words = parsed.matchedPositionalValue(0, List.of());
    if (words.size() > 1) {
      throw new ParameterException(
          parsed.commandSpec().commandLine(), "One session at a time: name one only");
    }
    boolean json = parsed.hasMatchedOption("--json");
    List<String> sessions = EventLogs.list(folder);
    if (parsed.hasMatchedOption("--list")) {
      if (json) {
        Json.print(out, sessions);
      } else {
        sessions.forEach(session -> out.println(Text.printable(session)));
      }
      return ExitStatus.of(0);
    }
    if (words.isEmpty() && sessions.isEmpty()) {
      if (json) {
        Json.print(out, List.of());
      } else {
        out.println("No session has left a log.");
      }
      return ExitStatus.of(0);
    }
    String session = words.isEmpty() ? sessions.getFirst() : words.getFirst();
    if (parsed.hasMatchedOption("--check")) {
      return check(folder, session, out);
    }
    if (parsed.hasMatchedOption("--follow")) {
      follow(folder, session, parsed.hasMatchedOption("--refused"), json, out);
      return ExitStatus.of(0);
    }
    print(folder, session, parsed.hasMatchedOption("--refused"), json, out);
    return ExitStatus.of(0);
  }

  private static ExitStatus check(Path folder, String session, PrintWriter out) throws IOException {
    OptionalLong broken = EventLogs.check(folder, session);
    out.println(
        broken.isPresent()
            ? "Line " + broken.getAsLong() + " does not follow the one before: the log was changed."
            : "Every line follows the one before.");
    return ExitStatus.of(broken.isPresent() ? 1 : 0);
  }

  private static boolean isRefusal(Event event) {
    return event.kind().endsWith(REFUSED) || "deny".equals(event.fields().get("verdict"));
  }

  private static void follow(
      Path folder, String session, boolean refusedOnly, boolean json, PrintWriter out)
      throws IOException, InterruptedException {
    EventLogs.follow(
        folder,
        session,
        recorded -> {
          if (!refusedOnly || isRefusal(recorded.event())) {
            out.println(json ? Json.line(row(session, recorded)) : shown(recorded));
            out.flush();
          }
        });
  }

  private static String shown(RecordedEvent recorded) {
    return Text.printable(line(recorded)).replace('\n', '?').replace('\t', '?');
  }

  private static void print(
      Path folder, String session, boolean refusedOnly, boolean json, PrintWriter out)
      throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    EventLogs.read(
        folder,
        session,
        recorded -> {
          if (!refusedOnly || isRefusal(recorded.event())) {
            if (json) {
              rows.add(row(session, recorded));
            } else {
              out.println(shown(recorded));
            }
          }
        });
    if (json) {
      Json.print(out, rows);
    }
  }

  private static Map<String, String> row(String session, RecordedEvent recorded) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("session", session);
    row.put("time", recorded.time().toString());
    row.put("kind", recorded.event().kind());
    recorded.event().fields().forEach(row::putIfAbsent);
    return row;
  }

  /** Time, what, target, reason and remedy as they are; what else a line has room for, by name. */
  static String line(RecordedEvent recorded) {
    Event event = recorded.event();
    SequencedMap<String, String> rest = new LinkedHashMap<>(event.fields());
    StringBuilder line = new StringBuilder();
    line.append(TIME.format(recorded.time())).append("  ").append(event.kind());
    String target = rest.remove("target");
    String reason = rest.remove("reason");
    String remedy = rest.remove("remedy");
    rest.remove("effects"); // `paddock why` has the room for them
    rest.remove("evidence");
    if (target != null) {
      line.append("  ").append(target);
    }
    rest.forEach((name, value) -> line.append("  ").append(name).append('=').append(value));
    if (reason != null) {
      line.append("  ").append(reason);
    }
    if (remedy != null) {
      line.append("  ").append(remedy);
    }
    return line.toString();
  }
}
