package dev.paddock.inspection;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Finds comments and elements that a page does not show and that speak to an agent, or hold more
 * prose than a remark. Licences stand in comments too and are none of it.
 */
final class HiddenMarkup implements Detector {
  private static final int LONGEST_TAG = 2_000;
  private static final int LONGEST_CONTENT = 16_000;
  private static final int MANY_WORDS = 400;
  private static final int FEWEST_LETTERS = 3;
  private static final Pattern LICENCE =
      Pattern.compile("(?i)licen[cs]e|copyright|warrant|permission is hereby");
  private static final Pattern HIDING =
      Pattern.compile(
          "display:none|visibility:hidden|font-size:0(?![.\\d]*[1-9])|opacity:0(?![.\\d]*[1-9])"
              + "|text-indent:-\\d{3}|(?:left|top):-\\d{3}|clip:rect\\(0|(?:max-)?height:0(?![.\\d])");
  private static final Pattern WHITE =
      Pattern.compile("(?<![-\\w])color:(?:white|#fff(?:fff)?|rgb\\(255,255,255\\)|transparent)");
  private static final Pattern HIDDEN_ATTRIBUTE =
      Pattern.compile(
          "\\s(?:hidden(?:[\\s=/]|$)|aria-hidden=[\"']?true|class=[\"'][^\"']{0,200}(?<![-\\w])"
              + "(?:hidden|sr-only|visually-hidden|d-none)(?![-\\w]))");
  private static final Pattern TAG = Pattern.compile("<[^<>]{0,2000}>");

  @Override
  public void look(String text, Findings findings) {
    Pieces hidden = new Pieces();
    Pieces pale = new Pieces();
    comments(text, hidden, pale);
    elements(text, hidden, pale);
    references(text, pale);
    hidden.judge(
        content -> speaks(content) || isLong(content), piece -> found(text, piece, findings));
    pale.judge(HiddenMarkup::speaks, piece -> found(text, piece, findings));
  }

  private static void comments(String text, Pieces hidden, Pieces pale) {
    int at = text.indexOf("<!--");
    while (at >= 0) {
      int from = at + 4;
      int close = text.indexOf("-->", from);
      int end = close < 0 ? text.length() : close;
      (close < 0 ? pale : hidden)
          .add(at, text.substring(from, Math.min(end, from + LONGEST_CONTENT)));
      at = text.indexOf("<!--", end);
    }
  }

  private static void elements(String text, Pieces hidden, Pieces pale) {
    int at = text.indexOf('<');
    while (at >= 0) {
      int next = at + 1;
      int end = tagEnd(text, at);
      if (end > 0) {
        String tag = text.substring(at, end).toLowerCase(Locale.ROOT);
        String style = tag.replaceAll("\\s", "");
        boolean hides = HIDING.matcher(style).find() || HIDDEN_ATTRIBUTE.matcher(tag).find();
        if (hides || WHITE.matcher(style).find()) {
          next = contentEnd(text, end, name(tag));
          (hides ? hidden : pale).add(at, text.substring(Math.min(end + 1, next), next));
        }
      }
      at = text.indexOf('<', next);
    }
  }

  /** Returns where the tag's {@code >} is, or -1 if this is no tag. */
  private static int tagEnd(String text, int at) {
    if (at + 1 >= text.length() || !Character.isLetter(text.charAt(at + 1))) {
      return -1;
    }
    int limit = Math.min(text.length(), at + LONGEST_TAG);
    boolean hasValue = false;
    for (int i = at + 1; i < limit; i++) {
      char c = text.charAt(i);
      if (c == '>') {
        return hasValue || text.substring(at, i).contains("hidden") ? i : -1;
      }
      if (c == '<') {
        return -1;
      }
      hasValue |= c == '=';
    }
    return -1;
  }

  private static String name(String tag) {
    int end = 1;
    while (end < tag.length() && Character.isLetterOrDigit(tag.charAt(end))) {
      end++;
    }
    return tag.substring(1, end);
  }

  private static int contentEnd(String text, int from, String name) {
    int limit = Math.min(text.length(), from + LONGEST_CONTENT);
    int at = text.indexOf("</", from, limit);
    while (at >= 0) {
      if (text.regionMatches(true, at + 2, name, 0, name.length())) {
        return at;
      }
      at = text.indexOf("</", at + 2, limit);
    }
    return limit;
  }

  /** Lines of Markdown that define a link which nothing uses are used as comments. */
  private static void references(String text, Pieces pale) {
    for (String open : List.of("[//]: #", "[comment]: #", "[comment]: <>")) {
      int at = text.indexOf(open);
      while (at >= 0) {
        int from = at + open.length();
        int line = text.indexOf('\n', from);
        int end = Math.min(line < 0 ? text.length() : line, from + LONGEST_CONTENT);
        pale.add(at, text.substring(from, end));
        at = text.indexOf(open, end);
      }
    }
  }

  private static void found(String text, Pieces.Piece piece, Findings findings) {
    findings.add(Suspicion.Kind.HIDDEN_MARKUP, text, piece.place(), text.length());
  }

  private static boolean speaks(String content) {
    String read = read(content);
    return Speech.instructs(read) || Speech.addresses(read);
  }

  private static boolean isLong(String content) {
    return content.length() >= MANY_WORDS * FEWEST_LETTERS
        && !LICENCE.matcher(content).find()
        && Words.of(read(content)).stream().filter(w -> w.length() >= FEWEST_LETTERS).count()
            >= MANY_WORDS;
  }

  /** What a program reads that leaves the tags out. */
  private static String read(String content) {
    return Escapes.undone(TAG.matcher(content).replaceAll(" "));
  }
}
