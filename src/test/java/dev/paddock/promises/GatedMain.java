package dev.paddock.promises;

import dev.paddock.action.Action;
import dev.paddock.action.Decision;
import dev.paddock.action.Enforcement;
import dev.paddock.action.Verdict;
import dev.paddock.gate.Asker;
import dev.paddock.gate.Gate;
import dev.paddock.profile.Flags;
import dev.paddock.session.Caller;
import dev.paddock.session.GateFactory;
import dev.paddock.session.GateFactory;
import dev.paddock.session.Launcher;
import dev.paddock.session.Session;
import dev.paddock.session.SessionOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code paddock run -- COMMAND} with a gate that every test can foretell: it denies what has the
 * word "forbidden" in it, asks about what has "doubtful", and allows everything else. It warns of
 * "instruction-" and a word in what comes in, and tells what it hears on standard error.
 */
final class GatedMain {
  private GatedMain() {}

  /** Runs the arguments as a command inside. */
  public static void main(String[] arguments) throws Exception {
    SessionOptions options =
        new SessionOptions(
            Optional.empty(),
            Flags.NONE,
            Arrays.asList(arguments),
            SessionOptions.Verbosity.NORMAL);
    Session session =
        new Session(
            Caller.ofThisProcess(),
            Launcher.ofThisProcess(),
            options,
            _ -> GateFactory.Opened.of(new Foretold()));
    System.exit(session.run().shellCode());
  }

  private static final class Foretold implements Gate {
    private static final Pattern HIDDEN = Pattern.compile("instruction-[a-z]+");

    @Override
    public Decision decide(Action action, Path cwd) {
      String text = action.toString();
      if (text.contains("forbidden")) {
        return decision(Verdict.DENY, "It is forbidden.", "Do something else.");
      }
      return text.contains("doubtful")
          ? decision(Verdict.ASK, "It is doubtful.", "Look at it.")
          : decision(Verdict.ALLOW, "It is harmless.", "");
    }

    private static Decision decision(Verdict verdict, String reason, String remedy) {
      return new Decision(verdict, "test-rule", Enforcement.GATE, reason, remedy, List.of());
    }

    @Override
    public Optional<String> came(Action action, Path cwd, String text, Asker asker) {
      return HIDDEN.matcher(text).results().findFirst().map(m -> "Beware of " + m.group() + ".");
    }

    @Override
    public void said(String words, Asker asker) {
      System.err.println("The gate hears of " + asker.agent() + "'s user: " + words);
    }

    @Override
    public Optional<String> returned(Asker asker) {
      String helper = asker.subagent().isPresent() ? "a named" : "a nameless";
      System.err.println("The gate hears of the end of " + helper + " helper");
      return Optional.empty();
    }
  }
}
