package dev.paddock.gate;

import dev.paddock.gate.Boundary.Kind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds boundaries in what people say, in English: "don't push", "without committing", "only touch
 * src/billing". Only plain ones: what is forbidden of one object ("don't push to main") is for the
 * rules, or for whoever reads it. Pure.
 */
final class BoundaryWords {
  private static final int LONGEST = 200_000;
  private static final int LONGEST_SHOWN = 160;

  private static final Map<String, Kind> VERBS =
      Map.ofEntries(
          Map.entry("push", Kind.PUSH),
          Map.entry("pushing", Kind.PUSH),
          Map.entry("commit", Kind.COMMIT),
          Map.entry("committing", Kind.COMMIT),
          Map.entry("delete", Kind.DELETE),
          Map.entry("deleting", Kind.DELETE),
          Map.entry("remove", Kind.DELETE),
          Map.entry("removing", Kind.DELETE),
          Map.entry("install", Kind.INSTALL),
          Map.entry("installing", Kind.INSTALL),
          Map.entry("publish", Kind.PUBLISH),
          Map.entry("publishing", Kind.PUBLISH),
          Map.entry("release", Kind.PUBLISH),
          Map.entry("deploy", Kind.DEPLOY),
          Map.entry("deploying", Kind.DEPLOY),
          Map.entry("merge", Kind.REQUEST),
          Map.entry("merging", Kind.REQUEST),
          Map.entry("open", Kind.REQUEST),
          Map.entry("opening", Kind.REQUEST),
          Map.entry("change", Kind.CHANGE),
          Map.entry("changing", Kind.CHANGE),
          Map.entry("edit", Kind.CHANGE),
          Map.entry("editing", Kind.CHANGE),
          Map.entry("modify", Kind.CHANGE),
          Map.entry("modifying", Kind.CHANGE),
          Map.entry("touch", Kind.CHANGE),
          Map.entry("touching", Kind.CHANGE));

  private static final Pattern NEGATION =
      Pattern.compile(
          "\\b(?:do not|don['’]?t|never|must not|mustn['’]t|should not|shouldn['’]t|may not|can ?not|can['’]t|not to|without"
              + "|avoid|refrain from|hold off (?:on|with)|rather you didn['’]?t|rather not|no need to)\\s+([^.;:!?\\n,]{1,120})");
  private static final Pattern STANDING =
      Pattern.compile(
          "\\b(?:(?:leave|keep) (?:it|them|this|everything|all|the changes) (uncommitted|unpushed)|no (?:git )?(commits|pushes|pushing|installs|changes)|no git (push|commit)"
              + "|nothing (?:should|must|may|is to|shall) (?:be|get) (committed|pushed|installed)|(just look|look only|only look|read[- ]only|just read))\\b");
  private static final Pattern ONLY =
      Pattern.compile(
          "\\bonly (?:touch|change|edit|modify|work (?:in|on))\\s+(?:(?:the|files?|code|things?|in|inside|under|below) ){0,6}([\\w@.-]*[/.][\\w@./-]*)");

  /** Words between the negation and the verb, and around it, that change nothing. */
  private static final Set<String> FILLERS =
      Set.of(
          "ever",
          "yet",
          "just",
          "please",
          "even",
          "you",
          "to",
          "it",
          "this",
          "that",
          "them",
          "any",
          "anything",
          "everything",
          "nothing",
          "now",
          "for",
          "at",
          "all",
          "the",
          "my",
          "your",
          "our",
          "a",
          "an",
          "new",
          "other",
          "else",
          "in",
          "into",
          "up",
          "or",
          "and",
          "make",
          "git",
          "run",
          "do",
          "try",
          "want",
          "create",
          "creating");

  /** What "make" and "create" are said of. */
  private static final Map<String, Kind> NOUNS =
      Map.of(
          "commits", Kind.COMMIT,
          "pushes", Kind.PUSH,
          "pr", Kind.REQUEST,
          "prs", Kind.REQUEST,
          "pull", Kind.REQUEST,
          "releases", Kind.PUBLISH);

  private static final Pattern AROUND = Pattern.compile("^[\"'`(*]+|[\"'`)*]+$");
  private static final Pattern EITHER = Pattern.compile("\\b(\\w+)/(\\w+)\\b");

  /** Objects that mean all of it. */
  private static final Set<String> WHOLE =
      Set.of(
          "until",
          "before",
          "unless",
          "without",
          "change",
          "changes",
          "code",
          "file",
          "files",
          "branch",
          "branches",
          "remote",
          "origin",
          "package",
          "packages",
          "dependency",
          "dependencies",
          "deps",
          "commit",
          "commits",
          "pr",
          "prs",
          "pull",
          "request",
          "requests",
          "but",
          "don't",
          "don’t",
          "dont",
          "not",
          "never",
          "avoid",
          "github",
          "gitlab",
          "upstream",
          "force-push",
          "--",
          "-",
          "–",
          "—",
          "i",
          "we",
          "so",
          "because",
          "first",
          "here",
          "today",
          "release",
          "releases");

  private BoundaryWords() {}

  /**
   * Returns what may not be done.
   *
   * @param standing whether these are standing instructions, where "never … without …" is a
   *     condition and no boundary
   */
  static List<Boundary> of(String text, boolean standing) {
    String plain =
        (text.length() > LONGEST ? text.substring(0, LONGEST) : text).toLowerCase(Locale.ROOT);
    List<Boundary> all = new ArrayList<>();
    Matcher negation = NEGATION.matcher(plain);
    for (int from = 0; negation.find(from); from = negation.start(1)) {
      clause(negation.group(), negation.group(1), standing, all);
    }
    Matcher mood = STANDING.matcher(plain);
    while (mood.find()) {
      all.add(new Boundary(standing(mood), Optional.empty(), shown(mood.group())));
    }
    Matcher only = ONLY.matcher(plain);
    while (only.find()) {
      path(only.group(1))
          .ifPresent(
              path -> all.add(new Boundary(Kind.OUTSIDE, Optional.of(path), shown(only.group()))));
    }
    return all;
  }

  /** Tells whether a task that is handed over asks for something. */
  static boolean asksFor(String task, Kind kind) {
    for (String word : task.toLowerCase(Locale.ROOT).split("[^a-z]+", -1)) {
      if (VERBS.get(word) == kind) {
        return true;
      }
    }
    return false;
  }

  private static Kind standing(Matcher mood) {
    String word =
        Stream.of(1, 2, 3, 4).map(mood::group).filter(Objects::nonNull).findFirst().orElse("");
    return switch (word) {
      case "uncommitted", "commits", "commit", "committed" -> Kind.COMMIT;
      case "unpushed", "pushes", "pushing", "push", "pushed" -> Kind.PUSH;
      case "installs", "installed" -> Kind.INSTALL;
      default -> Kind.CHANGE;
    };
  }

  /** "push or commit anything in data/": each verb, and the one object of all. */
  private static void clause(String whole, String rest, boolean standing, List<Boundary> all) {
    List<Kind> kinds = new ArrayList<>();
    Optional<Path> where = Optional.empty();
    for (String said : eachVerb(rest).strip().split("\\s+", -1)) {
      String word = AROUND.matcher(said).replaceAll("");
      Kind kind = kinds.isEmpty() ? VERBS.getOrDefault(word, NOUNS.get(word)) : VERBS.get(word);
      if (kind != null && where.isEmpty()) {
        kinds.add(kind);
      } else if (kinds.isEmpty() && !FILLERS.contains(word)) {
        return; // something else is meant: "don't forget to push"
      } else if (word.indexOf('/') >= 0) {
        where = path(word);
      } else if (WHOLE.contains(word)) {
        if (standing && Set.of("until", "before", "unless", "without").contains(word)) {
          return;
        }
        break;
      } else if (!FILLERS.contains(word)) {
        return; // one object only: "don't push to main", "don't delete the old table"
      }
    }
    for (Kind kind : kinds) {
      all.add(new Boundary(kind, where, shown(whole)));
    }
  }

  /** "commit/push" are two verbs, and no path. */
  private static String eachVerb(String text) {
    return EITHER
        .matcher(text)
        .replaceAll(
            found ->
                VERBS.containsKey(found.group(1)) && VERBS.containsKey(found.group(2))
                    ? "$1 or $2"
                    : "$0");
  }

  private static Optional<Path> path(String word) {
    try {
      String trimmed = word.replaceAll("^[`'\"(]+|[`'\").]+$", "");
      return trimmed.isEmpty() ? Optional.empty() : Optional.of(Path.of(trimmed));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static String shown(String words) {
    String line = words.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…";
  }
}
