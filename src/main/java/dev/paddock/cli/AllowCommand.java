package dev.paddock.cli;

import dev.paddock.linux.ExitStatus;
import dev.paddock.relay.Finding;
import dev.paddock.relay.HeldPush;
import dev.paddock.relay.HeldPushes;
import dev.paddock.relay.PushLimits;
import dev.paddock.relay.RelayEvents.RefChange;
import dev.paddock.relay.RelayRefusal;
import dev.paddock.relay.RelaySettings;
import dev.paddock.session.Caller;
import dev.paddock.session.PaddockFolders;
import dev.paddock.session.Text;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code paddock allow}: what waits for the owner. */
final class AllowCommand extends Group {
  @Override
  public CommandSpec spec() {
    return group("allow", "Releases what waits for you.", new Push());
  }

  /** {@code paddock allow push}. */
  private static final class Push implements Subcommand {
    @Override
    public CommandSpec spec() {
      CommandSpec spec =
          Options.command(
              this,
              "push",
              "Sends pushes that were held upstream, with your own git. Without an ID: lists them.");
      spec.addOption(Options.flag("Show what it brings; send nothing.", "--show"));
      spec.addOption(Options.flag("Delete it; send nothing.", "--drop"));
      spec.addOption(Options.flag("Print JSON.", "--json"));
      spec.addPositional(Options.words("ID", "0..*", "As the list names them."));
      return spec;
    }

    @Override
    public ExitStatus run(ParseResult parsed, PrintWriter out) throws IOException, RelayRefusal {
      List<String> ids = parsed.matchedPositionalValue(0, List.of());
      boolean json = parsed.hasMatchedOption("--json");
      try (HeldPushes held = held()) {
        if (ids.isEmpty()) {
          list(held, json, out);
        }
        for (String id : ids) {
          if (parsed.hasMatchedOption("--drop")) {
            held.drop(id);
            out.println("Deleted: " + Text.printable(id));
          } else if (parsed.hasMatchedOption("--show")) {
            show(held, id, json, out);
          } else {
            held.release(id).forEach(change -> out.println("Sent: " + line(change)));
          }
        }
      } catch (RelayRefusal e) {
        throw new IOException(Text.printable(e.reason() + " " + e.remedy()), e);
      }
      return ExitStatus.of(0);
    }

    private static HeldPushes held() throws IOException {
      Caller caller = Caller.ofThisProcess();
      PaddockFolders folders = PaddockFolders.of(caller.home(), caller.environment());
      return new HeldPushes(
          new RelaySettings.RelayFolders(folders.mirrors(), folders.heldPushes()),
          new RelaySettings.Owner(caller.environment(), caller.home(), List.of()),
          PushLimits.USUAL);
    }

    private static void list(HeldPushes held, boolean json, PrintWriter out) throws IOException {
      List<HeldPush> all = held.list();
      if (json) {
        Json.print(out, all.stream().map(Push::row).toList());
      } else if (all.isEmpty()) {
        out.println("No push is held.");
      } else {
        all.forEach(push -> print(push, out));
      }
    }

    private static void show(HeldPushes held, String id, boolean json, PrintWriter out)
        throws IOException, RelayRefusal {
      List<String> commits = held.commits(id);
      HeldPush push = held.find(id).orElseThrow();
      if (json) {
        Map<String, Object> row = row(push);
        row.put("commits", commits);
        Json.print(out, row);
      } else {
        print(push, out);
        commits.forEach(commit -> out.println("  " + Text.printable(commit)));
      }
    }

    private static void print(HeldPush push, PrintWriter out) {
      out.println(
          Text.printable(push.id() + "  " + push.repository() + "  session " + push.session()));
      push.changes().forEach(change -> out.println("  " + line(change)));
      push.findings().forEach(finding -> out.println("  ! " + Text.printable(finding.text())));
    }

    private static String line(RefChange change) {
      String old = change.oldId().startsWith("0000000") ? "new" : change.oldId().substring(0, 10);
      return Text.printable(change.ref() + "  " + old + " -> " + change.newId().substring(0, 10));
    }

    private static Map<String, Object> row(HeldPush push) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("id", push.id());
      row.put("session", push.session());
      row.put("time", push.time().toString());
      row.put("repository", push.repository());
      row.put("changes", push.changes());
      row.put("findings", push.findings().stream().map(Push::row).toList());
      return row;
    }

    private static Map<String, Object> row(Finding finding) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("rule", finding.rule());
      row.put("commit", finding.commit());
      row.put("path", finding.path());
      row.put("what", finding.what());
      return row;
    }
  }
}
