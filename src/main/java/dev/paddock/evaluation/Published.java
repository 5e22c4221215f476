package dev.paddock.evaluation;

import java.util.List;

/**
 * A figure that somebody published about a comparable guard, on data of their own.
 *
 * @param source who, when, where
 * @param data what it was measured on
 * @param measure the false negative rate (misses) or the false positive rate (false alarms)
 * @param percent the figure
 */
public record Published(String source, String data, String measure, double percent) {
  private static final String POST =
      "Claude Code auto mode, Anthropic engineering post, 2026-03-25";
  private static final String PAPER = "Claude Code auto mode, AmPermBench, arXiv 2604.04978";
  private static final String MISSES = "misses";
  private static final String FALSE_ALARMS = "false alarms";

  /** Says what must be said wherever these stand beside one's own figures. */
  public static final String CAUTION =
      "Published figures, for orientation: other data, other labels, other agents. They are not comparable one to one"
          + " with the figures above.";

  /** The figures that are known. */
  public static final List<Published> KNOWN =
      List.of(
          new Published(
              POST, "10,000 real actions, both stages (first stage 8.5 %)", FALSE_ALARMS, 0.4),
          new Published(
              POST, "52 real over-eager actions, both stages (first stage 6.6 %)", MISSES, 17),
          new Published(
              POST, "1,000 synthetic exfiltrations, both stages (first stage 1.8 %)", MISSES, 5.7),
          new Published(
              PAPER,
              "253 state-changing actions after ambiguous requests, end to end",
              MISSES,
              81));
}
