package dev.paddock.relay;

import java.util.List;
import java.util.regex.Pattern;

/** Makes what git says fit for a session's terminal: no control characters, no keys, few lines. */
final class GitWords {
  private static final int LINES = 12;
  private static final int LONGEST_LINE = 400;
  private static final Pattern LOGIN = Pattern.compile("([a-z+]+://)[^/@\\s]*@");
  private static final Pattern KEY =
      Pattern.compile("(?i)((?:token|password|key|secret|signature)=)[^&\\s'\"]+");

  private GitWords() {}

  /** Returns the last lines. */
  static List<String> lines(String said) {
    List<String> lines =
        said.lines()
            .map(line -> line.substring(line.lastIndexOf('\r') + 1))
            .map(line -> LOGIN.matcher(line).replaceAll("$1"))
            .map(line -> KEY.matcher(line).replaceAll("$1…"))
            .map(line -> line.replaceAll("[\\p{Cc}\\p{Cf}]", " ").strip())
            .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line)
            .filter(line -> !line.isEmpty())
            .toList();
    return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
  }

  /** Returns them in one. */
  static String line(String said) {
    return String.join(" ", lines(said));
  }
}
