package dev.paddock.evaluation;

import java.util.List;

/** Labelled cases that can't be read. None was run. */
public final class CaseException extends Exception {
  private static final long serialVersionUID = 1;
  private static final int MOST_SHOWN = 20;

  /** Says all that is wrong at once, so that it can be mended at once. */
  CaseException(List<String> problems) {
    super(message(problems));
  }

  private static String message(List<String> problems) {
    String shown = String.join("\n", problems.subList(0, Math.min(MOST_SHOWN, problems.size())));
    return problems.size() <= MOST_SHOWN
        ? shown
        : shown + "\n… and " + (problems.size() - MOST_SHOWN) + " more";
  }
}
