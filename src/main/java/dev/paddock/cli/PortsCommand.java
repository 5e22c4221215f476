package dev.paddock.cli;

import dev.paddock.linux.ExitStatus;
import dev.paddock.session.Caller;
import dev.paddock.session.Launcher;
import dev.paddock.session.SessionPorts;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code paddock ports}: further ports of a session that runs already. */
final class PortsCommand implements Subcommand {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            this,
            "ports",
            "Connects ports of a running session with this machine's, until you press Ctrl-C or the session ends.",
            "",
            "Without SESSION, the only one that runs.");
    spec.addOption(
        Options.values(
            "PORT", "A server inside becomes visible at this machine's 127.0.0.1.", "--publish"));
    spec.addOption(
        Options.values(
            "PORT", "A server at this machine's 127.0.0.1 becomes visible inside.", "--reach"));
    spec.addPositional(Options.words("SESSION", "0..1", "Its name, as in: paddock log --list"));
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult parsed, PrintWriter out) throws Exception {
    List<Integer> publish = ports(parsed, "--publish");
    List<Integer> reach = ports(parsed, "--reach");
    if (publish.isEmpty() && reach.isEmpty()) {
      throw new ParameterException(
          parsed.commandSpec().commandLine(), "Say which: --publish PORT, --reach PORT");
    }
    List<String> words = parsed.matchedPositionalValue(0, List.of());
    SessionPorts ports =
        SessionPorts.open(
            Caller.ofThisProcess(),
            Launcher.ofThisProcess(),
            words.stream().findFirst().map(String::toString),
            publish,
            reach,
            System.err);
    try (ports) {
      out.println(ports.description());
      out.flush();
      ports.awaitEndOfSession();
    }
    return ExitStatus.of(0);
  }

  private static List<Integer> ports(ParseResult parsed, String option) {
    return Options.values(parsed, option).stream().map(text -> port(parsed, text)).toList();
  }

  private static int port(ParseResult parsed, String text) {
    return Optional.of(text)
        .filter(digits -> digits.matches("[1-9][0-9]{0,4}"))
        .map(Integer::valueOf)
        .filter(number -> number <= 65535)
        .orElseThrow(
            () ->
                new ParameterException(
                    parsed.commandSpec().commandLine(),
                    "\"" + text + "\" is no port: write a number from 1 to 65535"));
  }
}
