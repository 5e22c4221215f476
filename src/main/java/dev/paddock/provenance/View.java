package dev.paddock.provenance;

import dev.paddock.inspection.EncodedBlock;
import dev.paddock.inspection.EncodedBlocks;
import dev.paddock.inspection.Escapes;
import dev.paddock.inspection.Skeleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A content as names are looked for in it: what it looks like, with everything decoded behind it,
 * with defanged names made whole, and once more without anything but letters and digits. Immutable.
 *
 * @param text the skeleton, then what was decoded, piece by piece
 * @param squeezed its letters and digits, tags left out
 * @param literals texts in quotes and right sides of assignments: what names are put together from
 */
record View(String text, String squeezed, Set<String> literals) {
  private static final int DEPTH = 3;
  private static final int LONGEST_LITERAL = 64;
  private static final int MOST_LITERALS = 20_000;
  private static final int AROUND = 80;
  private static final Pattern TAG = Pattern.compile("<[^<>]{1,500}>");
  private static final Pattern BRACKETED_DOT =
      Pattern.compile("[\\[({] ?(?:\\.|dot|d[o0]t|punkt) ?[\\])}]");
  private static final Pattern BRACKETED_AT = Pattern.compile("[\\[({] ?(?:@|at) ?[\\])}]");
  private static final Pattern BRACKETED_COLON = Pattern.compile("[\\[({] ?: ?[\\])}]|\\[://\\]");

  /** Makes the view of a content. Time and length are in proportion to the text's. */
  static View of(String content) {
    String plain = Escapes.undone(content);
    StringBuilder all = new StringBuilder(plain);
    decode(plain, DEPTH, all);
    String undone = all.toString();
    String text = refanged(Skeleton.of(undone));
    String shown = undone.indexOf('<') < 0 ? text : Skeleton.of(TAG.matcher(undone).replaceAll(""));
    return new View(text, squeeze(shown), literals(text));
  }

  /** Returns a name or a command as it looks in a view. */
  static String folded(String value) {
    return bracketsUndone(Skeleton.of(Escapes.undone(value))).strip();
  }

  /** Returns the letters and digits of what is folded already. */
  static String squeeze(String folded) {
    StringBuilder squeezed = new StringBuilder(folded.length());
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if ((c >= 'a' && c <= 'z')
          || (c >= '0' && c <= '9')
          || (c >= 0x80 && Character.isLetterOrDigit(c))) {
        squeezed.append(c);
      }
    }
    return squeezed.toString();
  }

  private static void decode(String undone, int depth, StringBuilder all) {
    for (EncodedBlock block : EncodedBlocks.in(undone)) {
      String inner = Escapes.undone(block.text());
      all.append('\n').append(inner);
      if (depth > 1) {
        decode(inner, depth - 1, all);
      }
    }
  }

  private static String bracketsUndone(String text) {
    if (text.indexOf('[') < 0 && text.indexOf('(') < 0 && text.indexOf('{') < 0) {
      return text;
    }
    String dots = BRACKETED_DOT.matcher(text).replaceAll(".");
    String ats = BRACKETED_AT.matcher(dots).replaceAll("@");
    return BRACKETED_COLON.matcher(ats).replaceAll(":");
  }

  /** What is said with words is said once more with signs, behind the text. */
  private static String refanged(String skeleton) {
    String text = bracketsUndone(skeleton).replace("hxxp", "http");
    StringBuilder more = new StringBuilder();
    for (String word : List.of(" dot ", " punkt ", " point ")) {
      int at = text.indexOf(word);
      while (at >= 0) {
        int end = Math.min(text.length(), at + AROUND);
        more.append('\n')
            .append(
                text.substring(Math.max(0, at - AROUND), end)
                    .replace(word, ".")
                    .replace(" at ", "@")
                    .replace(" dash ", "-")
                    .replace(" slash ", "/"));
        at = text.indexOf(word, end);
      }
    }
    return more.isEmpty() ? text : text + more;
  }

  private static Set<String> literals(String text) {
    Set<String> literals = new HashSet<>();
    int i = 0;
    while (i < text.length() && literals.size() < MOST_LITERALS) {
      char c = text.charAt(i);
      int end = -1;
      if (c == '"' || (c == '\'' && (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1))))) {
        end = text.indexOf(c, i + 1, Math.min(text.length(), i + 2 + LONGEST_LITERAL));
      } else if (c == '=' && i + 1 < text.length() && "\"' =".indexOf(text.charAt(i + 1)) < 0) {
        end = i + 1;
        int limit = Math.min(text.length(), i + 1 + LONGEST_LITERAL);
        while (end < limit && " ;&|)}\"'<>,".indexOf(text.charAt(end)) < 0) {
          end++;
        }
      }
      if (end > i + 1) {
        literals.add(text.substring(i + 1, end));
        i = c == '=' ? end : end + 1;
      } else {
        i++;
      }
    }
    return Set.copyOf(literals);
  }
}
