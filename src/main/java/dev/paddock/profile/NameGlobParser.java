package dev.paddock.profile;

import java.util.ArrayList;
import java.util.List;

/** Reads one component of a {@link PathPattern}. */
final class NameGlobParser {
  private final String pattern;
  private final int[] points;
  private int at;

  private NameGlobParser(String pattern, String name) {
    this.pattern = pattern;
    this.points = name.codePoints().toArray();
  }

  /** Reads a component of the pattern, which is named in errors. */
  static NameGlob parse(String pattern, String name) {
    return simplify(new NameGlobParser(pattern, name).elements());
  }

  private List<NameGlob.Element> elements() {
    List<NameGlob.Element> elements = new ArrayList<>();
    while (at < points.length) {
      int point = points[at++];
      switch (point) {
        case '*' -> {
          if (elements.isEmpty() || !(elements.getLast() instanceof NameGlob.Element.Run)) {
            elements.add(new NameGlob.Element.Run());
          }
        }
        case '?' -> elements.add(new NameGlob.Element.AnyCharacter());
        case '[' -> elements.add(characterClass());
        case '\\' -> elements.add(new NameGlob.Element.Exactly(escaped()));
        default -> elements.add(new NameGlob.Element.Exactly(point));
      }
    }
    return elements;
  }

  private NameGlob.Element characterClass() {
    boolean negated = at < points.length && (points[at] == '!' || points[at] == '^');
    if (negated) {
      at++;
    }
    List<NameGlob.Range> ranges = new ArrayList<>();
    boolean first = true;
    while (first || peek() != ']') {
      if (peek() == '[' && at + 1 < points.length && ":.=".indexOf(points[at + 1]) >= 0) {
        throw new EntryException(
            Printable.quote(pattern) + " has a named character class",
            "Write its characters out, for example [0-9] for [[:digit:]]");
      }
      int low = member();
      int high = low;
      if (peek() == '-' && at + 1 < points.length && points[at + 1] != ']') {
        at++;
        high = member();
      }
      if (high < low) {
        throw new EntryException(
            Printable.quote(pattern) + " has a range whose end comes before its start",
            "Swap the two");
      }
      ranges.add(new NameGlob.Range(low, high));
      first = false;
    }
    at++;
    return new NameGlob.Element.CharacterClass(negated, List.copyOf(ranges));
  }

  private int member() {
    int point = peek();
    at++;
    return point == '\\' ? escaped() : point;
  }

  private int peek() {
    if (at >= points.length) {
      throw new EntryException(
          Printable.quote(pattern) + " has a [ that no ] closes within the same name",
          "Close it, or write \\[ for the character itself");
    }
    return points[at];
  }

  private int escaped() {
    if (at >= points.length) {
      throw new EntryException(
          Printable.quote(pattern) + " has a name that ends in \\",
          "Write \\\\ for the character itself");
    }
    return points[at++];
  }

  private static NameGlob simplify(List<NameGlob.Element> elements) {
    int size = elements.size();
    String inner = literal(elements);
    if (inner.codePointCount(0, inner.length()) == size) {
      return new NameGlob.Literal(inner);
    }
    if (inner.codePointCount(0, inner.length()) == size - 1) {
      if (elements.getFirst() instanceof NameGlob.Element.Run) {
        return new NameGlob.Suffix(inner);
      }
      if (elements.getLast() instanceof NameGlob.Element.Run) {
        return new NameGlob.Prefix(inner);
      }
    }
    return new NameGlob.Mixture(List.copyOf(elements));
  }

  private static String literal(List<NameGlob.Element> elements) {
    StringBuilder text = new StringBuilder();
    for (NameGlob.Element element : elements) {
      if (element instanceof NameGlob.Element.Exactly(int point)) {
        text.appendCodePoint(point);
      }
    }
    return text.toString();
  }
}
