package dev.paddock.cli;

import dev.paddock.linux.Descriptor;
import dev.paddock.linux.LinuxException;
import dev.paddock.linux.Terminal;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Columns for people. On a terminal they are narrowed, widest first, until a row fits, and what is
 * longer goes on below; elsewhere a row is one line, whatever its length.
 */
final class Table {
  private static final String GAP = "  ";
  private static final int NARROWEST = 11;
  private static final int LEAST_WIDTH = 80;

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... heads) {
    rows.add(List.of(heads));
  }

  void add(String... cells) {
    rows.add(List.of(cells));
  }

  /** Returns the width to print for: the terminal's, or none. */
  static int width() {
    if (!Terminal.isTerminal(1)) {
      return Integer.MAX_VALUE;
    }
    try {
      return Math.max(LEAST_WIDTH, Terminal.of(Descriptor.inherited(1)).windowSize().columns());
    } catch (LinuxException _) {
      return LEAST_WIDTH;
    }
  }

  void print(PrintWriter out, int width) {
    List<Integer> widths = widths(width);
    for (List<String> row : rows) {
      List<List<String>> cells = new ArrayList<>();
      for (int column = 0; column < row.size(); column++) {
        cells.add(wrap(row.get(column), widths.get(column)));
      }
      int height = cells.stream().mapToInt(List::size).max().orElse(0);
      for (int line = 0; line < height; line++) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
          List<String> cell = cells.get(column);
          String part = line < cell.size() ? cell.get(line) : "";
          text.append(column == 0 ? "" : GAP);
          text.append(part).repeat(" ", widths.get(column) - part.length());
        }
        out.println(text.toString().stripTrailing());
      }
    }
  }

  private List<Integer> widths(int width) {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < rows.getFirst().size(); column++) {
      int at = column;
      widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
    }
    long room = (long) width - (long) GAP.length() * (widths.size() - 1);
    while (widths.stream().mapToLong(Integer::longValue).sum() > room) {
      int widest = Collections.max(widths);
      if (widest <= NARROWEST) {
        break;
      }
      widths.set(widths.lastIndexOf(widest), widest - 1);
    }
    return widths;
  }

  /** Breaks after spaces and hyphens, and where there are none, anywhere. */
  private static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > width) {
      int end = width;
      for (int i = width; i > 0; i--) {
        if (rest.charAt(i) == ' ' || rest.charAt(i - 1) == '-') {
          end = i;
          break;
        }
      }
      lines.add(rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
    }
    lines.add(rest);
    return lines;
  }
}
