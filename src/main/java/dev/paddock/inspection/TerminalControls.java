package dev.paddock.inspection;

/**
 * Finds sequences that do more to a terminal than colour (ECMA-48): titles, clipboards, a moved
 * cursor, concealed text, device strings. Colours, erasing to the end of the line, a hidden cursor
 * and links are what ordinary programs print.
 */
final class TerminalControls implements Detector {
  private static final char ESCAPE = 0x1B;
  private static final char BACKSPACE = 0x08;
  private static final int FEWEST_BACKSPACES = 4;
  private static final int LONGEST = 256;

  @Override
  public void look(String text, Findings findings) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int end = i + 1;
      boolean suspicious = false;
      if (c == ESCAPE && i + 1 < text.length()) {
        end = i + 2;
        switch (text.charAt(i + 1)) {
          case '[' -> {
            end = afterParameters(text, i + 2);
            suspicious = isUnusual(text, i + 2, end);
          }
          case ']' -> suspicious = !text.startsWith("8;", i + 2);
          case 'P', '^', '_', 'X', 'c', 'N', 'O' -> suspicious = true;
          default -> suspicious = false;
        }
      } else if (c == 0x9B) {
        end = afterParameters(text, i + 1);
        suspicious = end > i + 1 && isUnusual(text, i + 1, end);
      } else if (c == 0x9D || c == 0x90) {
        suspicious = i + 1 < text.length() && Character.isDigit(text.charAt(i + 1));
      } else if (c == BACKSPACE) {
        end = afterBackspaces(text, i);
        suspicious = end - i >= FEWEST_BACKSPACES;
      }
      if (suspicious) {
        findings.add(Suspicion.Kind.TERMINAL_CONTROL, text, i, Math.max(end, i + 40));
      }
      i = end;
    }
  }

  private static int afterParameters(String text, int from) {
    int limit = Math.min(text.length(), from + LONGEST);
    for (int i = from; i < limit; i++) {
      char c = text.charAt(i);
      if (c >= '@' && c <= '~') {
        return i + 1;
      }
      if (c < ' ' || c > '?') {
        return from;
      }
    }
    return from;
  }

  private static int afterBackspaces(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) == BACKSPACE) {
      i++;
    }
    return i;
  }

  private static boolean isUnusual(String text, int from, int end) {
    if (end == from) {
      return false;
    }
    String parameters = text.substring(from, end - 1);
    return switch (text.charAt(end - 1)) {
      case 'm' -> conceals(parameters);
      case 'K', 'C', 'G' -> false;
      case 'h', 'l' -> !parameters.matches("\\?(?:1|7|12|25|2004|2026)");
      default -> true;
    };
  }

  private static boolean conceals(String parameters) {
    String[] numbers = parameters.split(";", -1);
    boolean extended = numbers[0].equals("38") || numbers[0].equals("48");
    for (String number : numbers) {
      if (!extended && (number.equals("8") || number.equals("08"))) {
        return true;
      }
    }
    return false;
  }
}
