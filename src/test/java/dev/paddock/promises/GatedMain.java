package dev.paddock.promises;

import dev.paddock.action.Action;
import dev.paddock.action.Decision;
import dev.paddock.action.Enforcement;
import dev.paddock.action.Verdict;
import dev.paddock.profile.Flags;
import dev.paddock.session.Caller;
import dev.paddock.session.Launcher;
import dev.paddock.session.Session;
import dev.paddock.session.SessionOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * {@code paddock run -- COMMAND} with a gate that every test can foretell: it denies what has the
 * word "forbidden" in it, asks about what has "doubtful", and allows everything else.
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
            _ -> (action, _) -> decide(action));
    System.exit(session.run().shellCode());
  }

  private static Decision decide(Action action) {
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
}
