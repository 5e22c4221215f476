package dev.paddock.cli;

import dev.paddock.audit.EventLogs;
import dev.paddock.audit.RecordedEvent;
import dev.paddock.linux.ExitStatus;
import dev.paddock.rules.DefaultRules;
import dev.paddock.rules.Rule;
import dev.paddock.session.Caller;
import dev.paddock.session.PaddockFolders;
import dev.paddock.session.Text;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code paddock why}: what stands behind one decision. */
final class WhyCommand implements Subcommand {
  private static final List<String> LISTS = List.of("effects", "evidence");

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            this,
            "why",
            "Tells why something was allowed, denied or asked about: the rule, what was seen, and where the names in it"
                + " came from.",
            "",
            "ID is the number of a decision in the log; without it, the last one that was not allowed.");
    spec.addOption(Options.flag("Print JSON.", "--json"));
    spec.addOption(
        Options.value(
            "SESSION", "As `paddock log --list` names it. Default: newest.", "--session"));
    spec.addPositional(Options.words("ID", "0..1", "As the log has it: id=ID."));
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult parsed, PrintWriter out) throws IOException {
    Caller caller = Caller.ofThisProcess();
    return run(parsed, PaddockFolders.of(caller.home(), caller.environment()).logs(), out);
  }

  ExitStatus run(ParseResult parsed, Path folder, PrintWriter out) throws IOException {
    List<String> words = parsed.matchedPositionalValue(0, List.of());
    if (words.size() > 1) {
      throw new ParameterException(
          parsed.commandSpec().commandLine(), "One decision at a time: name one only");
    }
    Optional<String> id = words.stream().findFirst().map(String::toString);
    String session =
        Options.value(parsed, "--session")
            .or(() -> newest(folder))
            .orElseThrow(() -> new IOException("No session has left a log"));
    RecordedEvent decision =
        find(folder, session, id)
            .orElseThrow(
                () ->
                    new IOException(
                        id.isPresent()
                            ? "The session "
                                + session
                                + " has no decision "
                                + id.get()
                                + ". `paddock log "
                                + session
                                + "` lists them"
                            : "Nothing was denied or asked about in the session " + session));
    if (parsed.hasMatchedOption("--json")) {
      Json.print(out, data(session, decision));
    } else {
      tell(session, decision, out);
    }
    return ExitStatus.of(0);
  }

  private static Optional<String> newest(Path folder) {
    try {
      return EventLogs.list(folder).stream().findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<RecordedEvent> find(Path folder, String session, Optional<String> id)
      throws IOException {
    AtomicReference<Optional<RecordedEvent>> found = new AtomicReference<>(Optional.empty());
    EventLogs.read(
        folder,
        session,
        recorded -> {
          Map<String, String> fields = recorded.event().fields();
          boolean matches =
              id.isPresent()
                  ? id.get().equals(fields.get("id"))
                  : !"allow".equals(fields.get("verdict"));
          if (recorded.event().kind().equals("decision") && matches) {
            found.set(Optional.of(recorded));
          }
        });
    return found.get();
  }

  private static Map<String, Object> data(String session, RecordedEvent decision) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("session", session);
    data.put("time", decision.time().toString());
    decision
        .event()
        .fields()
        .forEach(
            (name, value) ->
                data.putIfAbsent(name, LISTS.contains(name) ? value.lines().toList() : value));
    rule(decision).ifPresent(rule -> data.put("rule_text", rule.text()));
    return data;
  }

  private static void tell(String session, RecordedEvent decision, PrintWriter out) {
    Map<String, String> fields = decision.event().fields();
    line(out, fields.getOrDefault("verdict", "?") + ": " + fields.getOrDefault("target", ""));
    line(
        out,
        "session "
            + session
            + ", "
            + decision.time()
            + ", "
            + fields.getOrDefault("agent", "")
            + " "
            + fields.getOrDefault("tool", ""));
    line(out, "why: " + fields.getOrDefault("reason", ""));
    line(
        out,
        "rule: "
            + fields.getOrDefault("rule", "none")
            + " ("
            + fields.getOrDefault("enforcement", "gate")
            + ")");
    rule(decision).ifPresent(rule -> line(out, "  " + rule.text()));
    if (!fields.getOrDefault("remedy", "").isEmpty()) {
      line(out, "what would change it: " + fields.get("remedy"));
    }
    for (String list : LISTS) {
      if (fields.containsKey(list)) {
        out.println(list + ":");
        fields.get(list).lines().forEach(one -> line(out, "  " + one));
      }
    }
    out.flush();
  }

  private static Optional<Rule> rule(RecordedEvent decision) {
    return DefaultRules.rule(decision.event().fields().getOrDefault("rule", "none"));
  }

  private static void line(PrintWriter out, String text) {
    out.println(Text.printable(text).replace('\n', ' '));
  }
}
