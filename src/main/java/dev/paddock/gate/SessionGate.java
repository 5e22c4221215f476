package dev.paddock.gate;

import dev.paddock.action.Action;
import dev.paddock.action.Decision;
import dev.paddock.action.Deed;
import dev.paddock.action.Effect;
import dev.paddock.action.Enforcement;
import dev.paddock.action.FileAccess;
import dev.paddock.action.Place;
import dev.paddock.action.Traffic;
import dev.paddock.action.Verdict;
import dev.paddock.permissions.Imported;
import dev.paddock.permissions.PathRule;
import dev.paddock.permissions.RuleMatch;
import dev.paddock.rules.DefaultRules;
import dev.paddock.rules.Rule;
import dev.paddock.rules.RuleKind;
import dev.paddock.shell.ShellAnalysis;
import dev.paddock.shell.Surroundings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The gate of one session inside the fence: rules decide, and what the session did before counts.
 * Thread-safe.
 */
public final class SessionGate implements Gate {
  private static final Pattern READING_TOOL =
      Pattern.compile(
          "(?:.*[_-])?(?:get|list|search|read|fetch|find|query|describe|view|show|lookup|status|resolve-library)(?:[_A-Z-].*)?");

  /** SQL that changes something, wherever it stands in a tool's arguments. */
  private static final Pattern CHANGING_QUERY =
      Pattern.compile(
          "(?i)\\b(?:insert\\s+into|update\\s+[^\\s;]+\\s+set|delete\\s+from|drop\\s+\\w|truncate\\s|alter\\s+\\w|create\\s+\\w|grant\\s|revoke\\s"
              + "|merge\\s+into)");

  private static final int MOST_FOLDERS = 1_000;

  private final Path project;
  private final Path home;
  private final Imported imported;
  private final boolean fenced;
  private final FileView files;
  private final Ledger ledger;
  private final Denials denials;
  private final Map<Path, Surroundings> surroundings = new ConcurrentHashMap<>();

  /**
   * Opens a session's gate.
   *
   * @param project the folder that the session started in, a real path
   * @param home the owner's home directory
   * @param imported the rules of the agents' own settings
   */
  public SessionGate(Path project, Path home, Imported imported) {
    this(project, home, imported, true, FileView.MACHINE);
  }

  /**
   * Opens a gate for a trial.
   *
   * @param fenced whether walls stand around the session
   * @param files what there is
   */
  public SessionGate(Path project, Path home, Imported imported, boolean fenced, FileView files) {
    this.imported = imported;
    this.fenced = fenced;
    this.files = files;
    this.ledger = new Ledger(Instant.now(), files);
    this.project = project;
    this.home = home;
    this.denials = new Denials(project);
  }

  @Override
  public Decision decide(Action action, Path cwd) {
    Ruling ruling = rule(action, cwd);
    return concluded(ruling, ruling.decision());
  }

  /** Returns the folder that the session works in. */
  Path project() {
    return project;
  }

  /** Decides by rules alone, and remembers nothing of it. */
  Ruling rule(Action action, Path cwd) {
    try {
      return ruled(action, cwd);
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      return new Ruling(failed(e), Clearance.NONE, List.of());
    }
  }

  /** What is decided where deciding failed. */
  static Decision failed(Throwable problem) {
    return new Decision(
        Verdict.DENY,
        "gate-failed",
        Enforcement.GATE,
        "Paddock failed to decide about it: " + problem,
        "Please report this; meanwhile go about it in another way.",
        List.of());
  }

  /**
   * Remembers what became of a ruling: what an allowed action changes, what a denied one was about.
   *
   * @param last what was decided in the end
   * @return the same, with a call for a person after many denials
   */
  Decision concluded(Ruling ruling, Decision last) {
    return switch (last.verdict()) {
      case ALLOW -> {
        denials.allowed();
        ledger.remember(last.effects());
        yield last;
      }
      case ASK -> last;
      case DENY -> denied(last, ruling.denied());
    };
  }

  /** Remembers that an action ran after all, since its agent's own question was answered so. */
  void ran(List<Effect> effects) {
    denials.allowed();
    ledger.remember(effects);
  }

  private Ruling ruled(Action action, Path cwd) {
    List<Effect> effects = effects(action, cwd);
    CommandCheck check = new CommandCheck(surroundings(cwd), fenced, ledger::isMade);
    Optional<RuleMatch> own = own(action, effects);
    if (own.isPresent() && own.get().verdict() == Verdict.DENY) {
      return new Ruling(ownRule(Verdict.DENY, own.get(), effects), Clearance.NONE, List.of());
    }
    List<String> forbidding = check.forbidding(effects);
    if (!forbidding.isEmpty()) {
      return denial(check, effects, forbidding);
    }
    Optional<String> again = denials.again(effects);
    if (again.isPresent()) {
      return new Ruling(
          new Decision(
              Verdict.DENY,
              "preemptive-block-on-clear-intent",
              Enforcement.GATE,
              "this session was denied " + again.get() + " before, and this is another way to it",
              "Go on with the rest of the task and tell the person that this is left to them.",
              effects),
          Clearance.PERSON,
          List.of());
    }
    Decision decision = check.decide(effects);
    if (own.isPresent()) {
      return new Ruling(ownRule(Verdict.ASK, own.get(), effects), Clearance.PERSON, List.of());
    }
    if (decision.verdict() == Verdict.ASK) {
      return isClearedByOwner(effects, check, cwd)
          ? allowed("agent-permissions", "the owner's own settings allow it", effects)
          : new Ruling(decision, clearanceOfAsk(decision.rule()), List.of());
    }
    if (installsWhatItDeclared(effects)) {
      return new Ruling(
          new Decision(
              Verdict.ASK,
              "declared-dependencies",
              Enforcement.GATE,
              "it installs what this session itself has added to the project's manifest",
              "A person can look at the manifest and allow it.",
              effects),
          Clearance.OPEN,
          List.of());
    }
    return new Ruling(decision, Clearance.NONE, List.of());
  }

  /**
   * The strictest rule speaks. Where several forbid it, words about one of them clear nothing: only
   * a person who sees all of it can.
   */
  private static Ruling denial(CommandCheck check, List<Effect> effects, List<String> rules) {
    List<Effect> reasons = check.denied(effects);
    Optional<String> hard = rules.stream().filter(id -> kind(id) != RuleKind.SOFT_DENY).findFirst();
    Decision decision = check.decide(effects, hard);
    Clearance clearance =
        hard.isPresent() ? Clearance.NONE : rules.size() == 1 ? Clearance.WORDS : Clearance.PERSON;
    return new Ruling(decision, clearance, reasons);
  }

  private static Clearance clearanceOfAsk(String rule) {
    RuleKind kind = kind(rule);
    if (kind == RuleKind.HARD_DENY) {
      return Clearance.PERSON;
    }
    return kind == RuleKind.SOFT_DENY ? Clearance.WORDS : Clearance.OPEN;
  }

  /** A rule that is not among ours is nothing that anybody's words could clear. */
  private static @Nullable RuleKind kind(String id) {
    return DefaultRules.rule(id).map(Rule::kind).orElse(null);
  }

  private static Ruling allowed(String rule, String reason, List<Effect> effects) {
    return new Ruling(
        new Decision(Verdict.ALLOW, rule, Enforcement.GATE, reason, "", effects),
        Clearance.NONE,
        List.of());
  }

  private boolean installsWhatItDeclared(List<Effect> effects) {
    return ledger.isManifestChanged()
        && effects.stream()
            .anyMatch(
                effect ->
                    effect instanceof Effect.Does(Deed deed, String _)
                        && deed == Deed.INSTALL_DECLARED);
  }

  /** What the agents' own settings say: of the action, and of each program that it starts. */
  private Optional<RuleMatch> own(Action action, List<Effect> effects) {
    return Stream.concat(imported.action(action).stream(), effects.stream().flatMap(this::own))
        .filter(match -> match.verdict() != Verdict.ALLOW)
        .max(Comparator.comparing(RuleMatch::verdict));
  }

  private Stream<RuleMatch> own(Effect effect) {
    if (effect instanceof Effect.Starts(List<String> words)) {
      return imported.command(words).stream();
    }
    if (effect instanceof Effect.Touches(FileAccess access, Place.At(Path path))
        && access != FileAccess.LOOK) {
      boolean writes = access != FileAccess.READ && access != FileAccess.READ_TREE;
      return imported.rules().stream()
          .flatMap(
              rule ->
                  rule instanceof PathRule own
                      ? own.matches(path, writes).stream()
                      : Stream.empty());
    }
    return Stream.empty();
  }

  /**
   * Whether the owner's settings allow each program that would start, but those that need nobody's
   * leave. Such a line answers a question; it never undoes a denial.
   */
  private boolean isClearedByOwner(List<Effect> effects, CommandCheck check, Path cwd) {
    List<List<String>> started =
        effects.stream()
            .flatMap(
                effect ->
                    effect instanceof Effect.Starts(List<String> words)
                        ? Stream.of(words)
                        : Stream.empty())
            .toList();
    boolean some = started.stream().anyMatch(this::isAllowedByOwner);
    return some
        && started.stream()
            .allMatch(
                words ->
                    isAllowedByOwner(words)
                        || check.check(quoted(words), cwd).verdict() == Verdict.ALLOW);
  }

  private boolean isAllowedByOwner(List<String> words) {
    return imported.command(words).filter(match -> match.verdict() == Verdict.ALLOW).isPresent();
  }

  private static String quoted(List<String> words) {
    return words.stream()
        .map(word -> "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }

  private static Decision ownRule(Verdict verdict, RuleMatch match, List<Effect> effects) {
    return new Decision(
        verdict,
        "agent-permissions",
        Enforcement.GATE,
        match.reason(),
        "The rule stands in the agent's own settings; `paddock rules import` lists them.",
        effects);
  }

  private Decision denied(Decision decision, List<Effect> reasons) {
    if (!denials.denied(reasons)) {
      return decision;
    }
    return new Decision(
        decision.verdict(),
        decision.rule(),
        decision.enforcement(),
        decision.reason() + " (denied again and again: a person should look at this session)",
        decision.remedy(),
        decision.effects(),
        decision.evidence());
  }

  private Surroundings surroundings(Path cwd) {
    if (surroundings.size() > MOST_FOLDERS) {
      surroundings.clear();
    }
    Path folder = cwd.startsWith(project) ? project : cwd;
    return surroundings.computeIfAbsent(folder, key -> files.around(key, home, ledger::isChanged));
  }

  /** What an action would do. */
  List<Effect> effects(Action action, Path cwd) {
    return switch (action) {
      case Action.Shell(String command) -> ShellAnalysis.effects(command, cwd, surroundings(cwd));
      case Action.ReadFile(Path path) -> touch(FileAccess.READ, path);
      case Action.WriteFile(Path path, String _) -> touch(FileAccess.WRITE, path);
      case Action.EditFile(Path path, String _) -> touch(FileAccess.WRITE, path);
      case Action.Fetch(String url) -> List.of(fetch(url));
      case Action.Search _, Action.Subagent _, Action.OwnTool _ -> List.of();
      case Action.McpCall(String server, String tool, String arguments) ->
          READING_TOOL.matcher(tool).matches() && !CHANGING_QUERY.matcher(arguments).find()
              ? List.of()
              : List.of(
                  new Effect.Does(
                      Deed.REMOTE_CHANGE, server + "'s tool " + tool + " may change something"));
      case Action.OtherTool(String name, String _) ->
          List.of(new Effect.Does(Deed.REMOTE_CHANGE, "the tool " + name + " is not known"));
    };
  }

  private static List<Effect> touch(FileAccess access, Path path) {
    return List.of(new Effect.Touches(access, new Place.At(path.normalize())));
  }

  private static Effect fetch(String url) {
    String rest = url.replaceFirst("^[a-zA-Z][a-zA-Z0-9+.-]*://", "");
    String authority = rest.split("[/?#]", 2)[0];
    String host = authority.substring(authority.lastIndexOf('@') + 1).replaceFirst(":\\d+$", "");
    return new Effect.Connects(Traffic.FETCH, host.toLowerCase(Locale.ROOT), url);
  }
}
