package dev.paddock.classifier;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Checks what a model says that the user said. Pure.
 *
 * <p>A quote has to stand in the user's words as it is but for blanks. It has to have three words
 * and twelve columns: "yes", "go on" and "push it" are found in most sessions and name nothing,
 * while an action with its detail ("drop table users") can't be said in less. And it has to share a
 * word with the action: a sentence about something else clears nothing, whatever a model thinks.
 * And it must not be torn out of its opposite: "don't push to main" holds the words "push to main".
 */
final class Quotes {
  private static final int LEAST_COLUMNS = 12;
  private static final int LEAST_WORDS = 3;
  private static final int SHORTEST_NAME = 3;
  private static final int SHORTEST_BEGINNING = 4;

  /** What Paddock itself put into the words. */
  private static final Pattern MARKS =
      Pattern.compile("\\[left out: [0-9]+ characters]|\\[secret]");

  private static final Pattern NO_LETTERS =
      Pattern.compile(
          "[^\\p{L}\\p{N}]+|(?<=\\p{IsHan})(?=[\\p{L}\\p{N}&&\\P{IsHan}])|(?<=[\\p{L}\\p{N}&&\\P{IsHan}])(?=\\p{IsHan})");

  /** Parts of an action that tell what it does; not the folder, nor a file's content. */
  private static final Set<String> TELLING =
      Set.of(
          "command",
          "path",
          "url",
          "query",
          "server",
          "name",
          "arguments",
          "task",
          "effects",
          "rule");

  /** Words that are in any sentence and in many commands. */
  private static final Set<String> EMPTY_WORDS = Set.copyOf(Resource.lines("empty-words.txt"));

  private static final Set<String> NEGATIONS = Set.copyOf(Resource.lines("negations.txt"));

  /** Negations that say yes: "don't worry". */
  private static final Pattern IDIOMS = table("no-negations.txt");

  /** What turns around what stands before it in the same part of a sentence: "is forbidden". */
  private static final Pattern AFTERWARDS = table("negated-after.txt");

  /** A negation reaches over commas and colons: "don't commit, push or tag", "never: push". */
  private static final Pattern SENTENCE_ENDS = Pattern.compile("[.!?;]+[\"')]* |\\bbut ");

  private static final Pattern CLAUSE_ENDS = Pattern.compile("[.!?;:,](?: |$)|\\bbut ");

  /** Between words; what is left are letters, digits, apostrophes and hyphens. */
  private static final Pattern MARKS_BETWEEN = Pattern.compile("[,:()\\[\\]{}\"*`]+");

  /** How far before a quote, and into it, a word can turn it around: characters, words. */
  private static final int LONGEST_BEFORE = 2_000;

  private static final int FIRST_WORDS = 3;

  private Quotes() {}

  /** Returns the quotes that are found in words from outside and name something of the action. */
  static List<String> found(Submission submission, List<String> quotes) {
    List<String> pieces =
        submission.wordsFromOutside().stream()
            .flatMap(text -> MARKS.splitAsStream(text))
            .map(Quotes::blanksAside)
            .toList();
    Set<String> names = names(submission.subject());
    return quotes.stream()
        .map(Quotes::blanksAside)
        .filter(Quotes::isEnough)
        .filter(quote -> pieces.stream().anyMatch(piece -> says(piece, quote, names)))
        .distinct()
        .toList();
  }

  /** Whether a text has the quote somewhere, with a part about the action that is no denial. */
  private static boolean says(String text, String quote, Set<String> names) {
    for (int at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
      String before = text.substring(Math.max(0, at - LONGEST_BEFORE), at);
      if (isNamed(before, quote, text.substring(at + quote.length()), names)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNamed(String before, String quote, String after, Set<String> names) {
    Matcher end = CLAUSE_ENDS.matcher(quote);
    int from = 0;
    while (true) {
      int to = end.find() ? end.start() : quote.length();
      String part = quote.substring(from, to);
      String rest = to < quote.length() ? "" : CLAUSE_ENDS.split(after, 2)[0];
      if (isAbout(part, names)
          && !isTurnedAround(sentence(before + quote.substring(0, from)), part)
          && !AFTERWARDS.matcher(plain(part + rest)).find()) {
        return true;
      }
      if (to == quote.length()) {
        return false;
      }
      from = end.end();
    }
  }

  /** What stands in the last sentence of a text. */
  private static String sentence(String text) {
    return SENTENCE_ENDS.splitAsStream(text + "|").reduce("", (_, last) -> last).replace("|", "");
  }

  /** Whether a word before a part of a sentence, or where it begins, turns it around. */
  private static boolean isTurnedAround(String before, String part) {
    String beginning =
        Arrays.stream(part.strip().split(" ", FIRST_WORDS + 1))
            .limit(FIRST_WORDS)
            .collect(Collectors.joining(" "));
    String padded = " " + IDIOMS.matcher(plain(before + " " + beginning)).replaceAll(" ") + " ";
    return NEGATIONS.stream().anyMatch(word -> padded.contains(" " + word + " "));
  }

  private static String plain(String text) {
    return blanksAside(
        MARKS_BETWEEN
            .matcher(text.toLowerCase(Locale.ROOT).replace('\u2019', '\''))
            .replaceAll(" "));
  }

  private static Pattern table(String name) {
    return Pattern.compile(Resource.lines(name).getFirst());
  }

  /** Whether a text shares a word with what is judged. */
  static boolean isAbout(String text, Line subject) {
    return isAbout(text, names(subject));
  }

  private static boolean isAbout(String text, Set<String> names) {
    return words(text).anyMatch(word -> names.stream().anyMatch(name -> isSame(word, name)));
  }

  /** The same, or one the beginning of the other: "production" and {@code prod}. */
  private static boolean isSame(String one, String other) {
    int least = Math.min(one.length(), other.length());
    return one.equals(other)
        || (least >= SHORTEST_BEGINNING && (one.startsWith(other) || other.startsWith(one)));
  }

  private static Set<String> names(Line subject) {
    return TELLING.stream()
        .map(subject.value()::path)
        .flatMap(Quotes::texts)
        .flatMap(Quotes::words)
        .collect(Collectors.toSet());
  }

  private static Stream<String> texts(JsonNode node) {
    return node.isArray()
        ? node.valueStream().flatMap(Quotes::texts)
        : node.isString() ? Stream.of(node.asString()) : Stream.empty();
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(NO_LETTERS.split(text.toLowerCase(Locale.ROOT)))
        .flatMap(Quotes::parts)
        .filter(word -> !EMPTY_WORDS.contains(word));
  }

  /** Where scripts have no blanks between words, each two characters are taken for one. */
  private static Stream<String> parts(String word) {
    if (word.codePoints().noneMatch(Character::isIdeographic)) {
      return word.length() < SHORTEST_NAME ? Stream.empty() : Stream.of(word);
    }
    return Stream.iterate(0, i -> i + 2 <= word.length(), i -> i + 1)
        .map(i -> word.substring(i, i + 2));
  }

  private static boolean isEnough(String quote) {
    int columns = 0;
    int ideographs = 0;
    for (int point : quote.codePoints().toArray()) {
      boolean wide = isUnspaced(point);
      columns += wide ? 2 : 1;
      ideographs += wide ? 1 : 0;
    }
    long words =
        Arrays.stream(NO_LETTERS.split(quote)).filter(word -> !word.isEmpty()).count()
            + ideographs / 2;
    return columns >= LEAST_COLUMNS && words >= LEAST_WORDS;
  }

  private static boolean isUnspaced(int point) {
    return switch (Character.UnicodeScript.of(point)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }

  private static String blanksAside(String text) {
    return text.replaceAll("[\\s\\u00A0]+", " ").strip();
  }
}
