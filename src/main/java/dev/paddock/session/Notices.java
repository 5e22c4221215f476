package dev.paddock.session;

import dev.paddock.session.SessionOptions.Verbosity;
import java.io.PrintStream;

/** What Paddock itself says to the person, on standard error, each line with its name in front. */
final class Notices {
  private static final long PROGRESS_AFTER_NANOS = 1_000_000_000L;

  private final PrintStream out;
  private final Verbosity verbosity;
  private final String lineEnd;
  private long begun;

  /**
   * Prepares.
   *
   * @param terminal whether {@code out} is a terminal: in raw mode, as during a session, it needs
   *     the carriage returned
   */
  Notices(PrintStream out, Verbosity verbosity, boolean terminal) {
    this.out = out;
    this.verbosity = verbosity;
    this.lineEnd = terminal ? "\r\n" : "\n";
  }

  /** Says something that is good to know. */
  void notice(String text) {
    if (verbosity != Verbosity.QUIET) {
      line("paddock: " + text);
    }
  }

  /** Says something for who wants to know exactly. */
  void detail(String text) {
    if (verbosity == Verbosity.VERBOSE) {
      line("paddock: " + text);
    }
  }

  /** Says something that must be known. */
  void error(String text) {
    line("paddock: " + text);
  }

  /** Continues what was said. */
  void line(String text) {
    out.print(text + lineEnd);
    out.flush();
  }

  /** Says how far a longer task is, from its second second on and then once a second. */
  void progress(String task, long done, long total) {
    long now = System.nanoTime();
    if (begun == 0) {
      begun = now;
    } else if (now - begun > PROGRESS_AFTER_NANOS) {
      begun = now;
      notice(task + ": " + done + " of " + total);
    }
  }
}
