package dev.paddock.shell;

import dev.paddock.bash.Word;
import dev.paddock.bash.WordPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brace expansion, which comes before all others; see bash(1). */
final class BraceExpansion {
  private static final int MOST = 512;
  private static final int MOST_BRACES = 64;
  private static final Pattern RANGE =
      Pattern.compile("(-?\\d{1,6}|[A-Za-z])\\.\\.(-?\\d{1,6}|[A-Za-z])(?:\\.\\.(-?\\d{1,6}))?");

  /** One unquoted character, or something else as a whole. */
  private sealed interface Atom {
    record Plain(char character) implements Atom {}

    record Other(WordPart part) implements Atom {}
  }

  private BraceExpansion() {}

  /** Whether a word has more braces than are followed. */
  static boolean isTooMuch(Word word) {
    return word.parts().stream()
            .filter(part -> part instanceof WordPart.Literal(String _, boolean quoted) && !quoted)
            .flatMapToInt(part -> ((WordPart.Literal) part).text().chars())
            .filter(c -> c == '{')
            .count()
        > MOST_BRACES;
  }

  /** The words that a word becomes; itself if there is nothing to expand. */
  static List<Word> expand(Word word) {
    if (isTooMuch(word)) {
      return List.of(word);
    }
    boolean some =
        word.parts().stream()
            .anyMatch(
                part ->
                    part instanceof WordPart.Literal(String text, boolean quoted)
                        && !quoted
                        && text.indexOf('{') >= 0);
    if (!some) {
      return List.of(word);
    }
    List<Atom> atoms = new ArrayList<>();
    for (WordPart part : word.parts()) {
      if (part instanceof WordPart.Literal(String text, boolean quoted) && !quoted) {
        text.chars().forEach(c -> atoms.add(new Atom.Plain((char) c)));
      } else {
        atoms.add(new Atom.Other(part));
      }
    }
    return expand(atoms, 0).stream().map(each -> word(each, word)).toList();
  }

  private static Word word(List<Atom> atoms, Word from) {
    List<WordPart> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Atom atom : atoms) {
      switch (atom) {
        case Atom.Plain(char c) -> text.append(c);
        case Atom.Other(WordPart part) -> {
          flush(text, parts);
          parts.add(part);
        }
      }
    }
    flush(text, parts);
    return new Word(parts, from.start(), from.end());
  }

  private static void flush(StringBuilder text, List<WordPart> parts) {
    if (!text.isEmpty()) {
      parts.add(new WordPart.Literal(text.toString(), false));
      text.setLength(0);
    }
  }

  private static List<List<Atom>> expand(List<Atom> atoms, int depth) {
    for (int open = 0; open < atoms.size() && depth < 16; open++) {
      if (!is(atoms.get(open), '{')) {
        continue;
      }
      Optional<List<List<Atom>>> pieces = pieces(atoms, open);
      if (pieces.isPresent()) {
        return combine(atoms, open, pieces.get(), depth);
      }
    }
    return List.of(atoms);
  }

  private static List<List<Atom>> combine(
      List<Atom> atoms, int open, List<List<Atom>> pieces, int depth) {
    List<Atom> before = atoms.subList(0, open);
    List<List<Atom>> after = expand(atoms.subList(close(atoms, open) + 1, atoms.size()), depth + 1);
    List<List<Atom>> all = new ArrayList<>();
    for (List<Atom> piece : pieces) {
      for (List<Atom> middle : expand(piece, depth + 1)) {
        for (List<Atom> end : after) {
          if (all.size() < MOST) {
            List<Atom> one = new ArrayList<>(before);
            one.addAll(middle);
            one.addAll(end);
            all.add(one);
          }
        }
      }
    }
    return all;
  }

  private static boolean is(Atom atom, char c) {
    return atom instanceof Atom.Plain(char mine) && mine == c;
  }

  private static int close(List<Atom> atoms, int open) {
    int level = 0;
    for (int i = open; i < atoms.size(); i++) {
      level += is(atoms.get(i), '{') ? 1 : is(atoms.get(i), '}') ? -1 : 0;
      if (level == 0) {
        return i;
      }
    }
    return -1;
  }

  /** What stands between the commas, or a sequence; empty if the brace is just a brace. */
  private static Optional<List<List<Atom>>> pieces(List<Atom> atoms, int open) {
    int close = close(atoms, open);
    if (close < 0) {
      return Optional.empty();
    }
    List<List<Atom>> pieces = new ArrayList<>();
    List<Atom> piece = new ArrayList<>();
    int level = 0;
    for (Atom atom : atoms.subList(open + 1, close)) {
      level += is(atom, '{') ? 1 : is(atom, '}') ? -1 : 0;
      if (level == 0 && is(atom, ',')) {
        pieces.add(piece);
        piece = new ArrayList<>();
      } else {
        piece.add(atom);
      }
    }
    if (pieces.isEmpty()) {
      return sequence(piece);
    }
    pieces.add(piece);
    return Optional.of(pieces);
  }

  private static Optional<List<List<Atom>>> sequence(List<Atom> atoms) {
    StringBuilder text = new StringBuilder();
    for (Atom atom : atoms) {
      if (!(atom instanceof Atom.Plain(char c))) {
        return Optional.empty();
      }
      text.append(c);
    }
    Matcher range = RANGE.matcher(text);
    if (!range.matches()) {
      return Optional.empty();
    }
    boolean letters = Character.isLetter(range.group(1).charAt(0));
    if (letters != Character.isLetter(range.group(2).charAt(0))) {
      return Optional.empty();
    }
    int from = letters ? range.group(1).charAt(0) : Integer.parseInt(range.group(1));
    int to = letters ? range.group(2).charAt(0) : Integer.parseInt(range.group(2));
    int step = range.group(3) == null ? 1 : Math.max(1, Math.abs(Integer.parseInt(range.group(3))));
    List<List<Atom>> all = new ArrayList<>();
    for (int i = from;
        (from <= to ? i <= to : i >= to) && all.size() < MOST;
        i += from <= to ? step : -step) {
      String one = letters ? String.valueOf((char) i) : String.valueOf(i);
      all.add(one.chars().<Atom>mapToObj(c -> new Atom.Plain((char) c)).toList());
    }
    return Optional.of(all);
  }
}
