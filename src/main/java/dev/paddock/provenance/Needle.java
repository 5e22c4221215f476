package dev.paddock.provenance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A sink's names as they are looked for in content: loosely, since the one who wrote the content
 * may not want them to be found. Immutable.
 */
final class Needle {
  private static final int SHORTEST_SQUEEZED = 8;
  private static final int SHORTEST_ENCODED = 6;
  private static final int MOST_LITERALS = 5;
  private static final int SHORTEST_LITERAL = 2;
  private static final int MOST_PLACES = 1_000;

  private final Sink.Kind kind;
  private final List<String> names;
  private final List<String> squeezed;
  private final Apart apart;

  private Needle(Sink.Kind kind, List<String> names, List<String> squeezed, Apart apart) {
    this.kind = kind;
    this.names = names;
    this.squeezed = squeezed;
    this.apart = apart;
  }

  /**
   * @param names all that the sink is called
   */
  static Needle of(Sink sink, List<String> names) {
    Set<String> folded = new LinkedHashSet<>();
    Set<String> squeezed = new LinkedHashSet<>();
    for (String name : names) {
      String look = View.folded(name);
      if (!look.isEmpty()) {
        folded.add(look);
        String signs = View.squeeze(look);
        if (signs.length() >= SHORTEST_SQUEEZED) {
          squeezed.add(signs);
          squeezed.add(new StringBuilder(signs).reverse().toString());
          squeezed.add(rotated(signs));
        }
      }
    }
    encodings(sink.value(), squeezed);
    return new Needle(
        sink.kind(),
        List.copyOf(folded),
        List.copyOf(squeezed),
        Apart.of(sink.kind(), View.folded(sink.value())));
  }

  /** Returns the sink's names as they look. */
  List<String> names() {
    return names;
  }

  /** Whether a content names the sink. */
  boolean isIn(View view) {
    return names.stream().anyMatch(name -> isIn(view.text(), name))
        || squeezed.stream().anyMatch(view.squeezed()::contains)
        || isMadeOf(view.literals())
        || apart.isIn(view.text());
  }

  private boolean isIn(String text, String name) {
    if (kind == Sink.Kind.COMMAND) {
      return text.contains(name);
    }
    boolean word = Hints.isNeededFor(kind, name);
    int at = text.indexOf(name);
    for (int places = 0; at >= 0 && places < MOST_PLACES; places++) {
      int end = at + name.length();
      if (isParted(text, at - 1, name.charAt(0))
          && isParted(text, end, name.charAt(name.length() - 1))
          && !(kind == Sink.Kind.HOST && goesOn(text, end))
          && (!word || Hints.areAround(kind, text, at, end))) {
        return true;
      }
      at = text.indexOf(name, at + 1);
    }
    return false;
  }

  private static boolean isParted(String text, int beside, char edge) {
    return beside < 0
        || beside >= text.length()
        || !isOfName(edge)
        || !isOfName(text.charAt(beside));
  }

  private static boolean goesOn(String text, int end) {
    return end + 1 < text.length()
        && text.charAt(end) == '.'
        && Character.isLetterOrDigit(text.charAt(end + 1));
  }

  private static boolean isOfName(char c) {
    return c == '-' || c == '_' || Character.isLetterOrDigit(c);
  }

  /** Whether a name can be put together from a few literals, in any order of the content. */
  private boolean isMadeOf(Set<String> literals) {
    return kind != Sink.Kind.COMMAND
        && !literals.isEmpty()
        && names.stream()
            .anyMatch(name -> name.length() <= 200 && isMadeOf(name, 0, literals, MOST_LITERALS));
  }

  private static boolean isMadeOf(String name, int from, Set<String> literals, int left) {
    if (from == name.length()) {
      return true;
    }
    if (left == 0) {
      return false;
    }
    for (int end = name.length(); end >= from + SHORTEST_LITERAL; end--) {
      boolean whole = from == 0 && end == name.length();
      if (!whole
          && literals.contains(name.substring(from, end))
          && isMadeOf(name, end, literals, left - 1)) {
        return true;
      }
    }
    return name.charAt(from) == '.' && isMadeOf(name, from + 1, literals, left - 1);
  }

  /** Base64 in the middle of a longer one begins at one of three bits; hex may have separators. */
  private static void encodings(String value, Set<String> squeezed) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < SHORTEST_ENCODED || bytes.length > 4096) {
      return;
    }
    List<String> encoded = new ArrayList<>();
    for (int shift = 0; shift < 3; shift++) {
      byte[] shifted = new byte[bytes.length + shift];
      System.arraycopy(bytes, 0, shifted, shift, bytes.length);
      String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      int from = shift == 0 ? 0 : shift + 1;
      encoded.add(text.substring(from, text.length() - (shifted.length % 3 == 0 ? 0 : 1)));
    }
    encoded.add(HexFormat.of().formatHex(bytes));
    for (String text : encoded) {
      String signs = View.squeeze(View.folded(text));
      if (signs.length() >= SHORTEST_SQUEEZED) {
        squeezed.add(signs);
      }
    }
  }

  private static String rotated(String signs) {
    StringBuilder rotated = new StringBuilder();
    for (int i = 0; i < signs.length(); i++) {
      char c = signs.charAt(i);
      rotated.append(c >= 'a' && c <= 'z' ? (char) ('a' + (c - 'a' + 13) % 26) : c);
    }
    return View.folded(rotated.toString());
  }
}
