package dev.paddock.inspection;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a text looks like, whatever it is made of: compatibility forms, accents, case and letters of
 * other scripts that look like Latin ones are folded, what nobody sees is left out, tags are the
 * letters that they stand for, white space is one space. Two texts that people take for the same
 * have the same skeleton; texts that differ may have the same too. Immutable.
 *
 * <p>Each character is folded by itself, to four at most, in constant time.
 */
public final class Skeleton {
  private static final char ESCAPE = 0x1B;
  private static final int LONGEST_FOLD = 4;
  private static final int TABLE = 0x20000;
  private static final int LONGEST_SEQUENCE = 64;
  private static final Map<Integer, String> LOOKALIKES = lookalikes();

  /** Filled when a character is first met. A race only computes the same text twice. */
  private static final String[] FOLDED = new String[TABLE];

  private final String text;
  private final int[] places;

  private Skeleton(String text, int[] places) {
    this.text = text;
    this.places = places;
  }

  /** Returns a text's skeleton. */
  public static String of(String text) {
    return fold(text, false).text;
  }

  /** Returns a text's skeleton that knows where in the text its parts are. */
  static Skeleton withPlaces(String text) {
    return fold(text, true);
  }

  String text() {
    return text;
  }

  /** Returns where in the original the sign at this place of the skeleton comes from. */
  int place(int index) {
    return places[index];
  }

  private static Skeleton fold(String original, boolean placed) {
    StringBuilder folded = new StringBuilder(original.length());
    int[] places = new int[placed ? original.length() : 0];
    int known = 0;
    int i = 0;
    while (i < original.length()) {
      int c = original.codePointAt(i);
      int next = i + Character.charCount(c);
      if (c == ESCAPE) {
        next = afterSequence(original, i);
      } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        if (folded.isEmpty() || folded.charAt(folded.length() - 1) != ' ') {
          folded.append(' ');
        }
      } else {
        folded.append(fold(c));
      }
      if (placed) {
        if (folded.length() > places.length) {
          places = Arrays.copyOf(places, folded.length() * 2);
        }
        Arrays.fill(places, known, folded.length(), i);
        known = folded.length();
      }
      i = next;
    }
    return new Skeleton(folded.toString(), places);
  }

  private static String fold(int c) {
    if (c >= TABLE) {
      return compute(c);
    }
    String known = FOLDED[c];
    if (known == null) {
      known = compute(c);
      FOLDED[c] = known;
    }
    return known;
  }

  private static String compute(int c) {
    if (Unseen.isTag(c)) {
      int plain = Unseen.tagged(c);
      return plain < 0 ? "" : lower(Character.toString(plain));
    }
    if (Unseen.is(c) || Character.isISOControl(c)) {
      return "";
    }
    String lookalike = LOOKALIKES.get(c);
    if (lookalike != null) {
      return lookalike;
    }
    if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
      return "\uFFFD";
    }
    StringBuilder folded = new StringBuilder();
    Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD)
        .codePoints()
        .filter(part -> Character.getType(part) != Character.NON_SPACING_MARK)
        .mapToObj(part -> LOOKALIKES.getOrDefault(part, Character.toString(part)))
        .forEach(folded::append);
    return folded.length() > LONGEST_FOLD ? Character.toString(c) : lower(folded.toString());
  }

  /** Letters may look like others only once they are small. */
  private static String lower(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    return small.length() == 1 ? LOOKALIKES.getOrDefault((int) small.charAt(0), small) : small;
  }

  /** A colour in the middle of a word does not part it. */
  private static int afterSequence(String text, int escape) {
    if (escape + 1 >= text.length() || text.charAt(escape + 1) != '[') {
      return escape + 1;
    }
    int end = Math.min(text.length(), escape + LONGEST_SEQUENCE);
    for (int i = escape + 2; i < end; i++) {
      char c = text.charAt(i);
      if (c >= '@' && c <= '~') {
        return i + 1;
      }
      if (c < ' ' || c > '?') {
        break;
      }
    }
    return escape + 1;
  }

  private static Map<Integer, String> lookalikes() {
    Map<Integer, String> table = new HashMap<>();
    for (String line : TextTable.lines("lookalikes.txt")) {
      String target = line.substring(0, 1);
      line.substring(1).codePoints().filter(c -> c != ' ').forEach(c -> table.put(c, target));
    }
    return Map.copyOf(table);
  }
}
