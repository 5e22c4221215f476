package dev.paddock.cli;

import dev.paddock.agent.Endpoint;
import dev.paddock.agent.HookAnswer;
import dev.paddock.agent.HookClient;
import dev.paddock.linux.ExitStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code paddock hook}: what an agent's command hook runs, where the script can't be used. */
final class HookCommand implements Subcommand {
  private static final int BLOCKED = 2;

  private final InputStream in;

  HookCommand() {
    this(System.in);
  }

  HookCommand(InputStream in) {
    this.in = in;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            this,
            "hook",
            "Asks the session's gate about what an agent is about to do. For command hooks, inside a session.",
            "",
            "Reads the hook's JSON from standard input and prints the answer as that agent wants it. Whatever goes wrong"
                + " ends with 2 and words on standard error, which agents take for \"blocked\".");
    spec.addPositional(
        Options.words(
            "AGENT", "0..*", "claude, codex, gemini, copilot, cursor-agent or opencode."));
    // A mistake in a hook's command line must block, too, and not end as other mistakes do.
    spec.parser().unmatchedOptionsArePositionalParams(true);
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult parsed, PrintWriter out) {
    List<String> words = parsed.matchedPositionalValue(0, List.of());
    try {
      if (words.size() != 1) {
        throw new IOException("it was started without the name of one agent");
      }
      HookAnswer answer = HookClient.ask(socket(), words.getFirst(), in.readAllBytes());
      out.print(answer.out());
      out.flush();
      if (out.checkError()) {
        throw new IOException("the agent does not listen");
      }
      if (answer.status() != 0) {
        System.err.println(answer.err().isBlank() ? "Paddock denied this." : answer.err());
      }
      return ExitStatus.of(answer.status());
    } catch (IOException | RuntimeException e) {
      System.err.println(
          "Paddock denied this: its hook got no answer ("
              + e.getMessage()
              + "). (rule hook-failed, gate)");
      return ExitStatus.of(BLOCKED);
    }
  }

  private static Path socket() throws IOException {
    String name = System.getenv().getOrDefault(Endpoint.SOCKET_VARIABLE, "");
    try {
      if (name.startsWith("/")) {
        return Path.of(name);
      }
    } catch (InvalidPathException e) {
      throw new IOException(Endpoint.SOCKET_VARIABLE + " names no socket", e);
    }
    throw new IOException("this is no session of Paddock's");
  }
}
