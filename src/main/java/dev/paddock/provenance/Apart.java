package dev.paddock.provenance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The labels of a name, for content that gives them apart: {@code a=evil b=.example}, or in
 * sentences. Labels that are everywhere don't count. A rare one counts wherever it stands, others
 * only near the rest of the name, where the content speaks of parts of names. Immutable.
 */
final class Apart {
  private static final Set<String> COMMON = TextTable.words("common-labels.txt");
  private static final Set<String> PARTS = TextTable.words("part-words.txt");
  private static final int SHORTEST = 4;
  private static final int RARE = 9;
  private static final int NEAR = 300;
  private static final int MOST_PLACES = 200;

  private final List<String> labels;
  private final List<String> distinctive;
  private final boolean rare;

  private Apart(List<String> labels, List<String> distinctive, boolean rare) {
    this.labels = labels;
    this.distinctive = distinctive;
    this.rare = rare;
  }

  static Apart of(Sink.Kind kind, String folded) {
    List<String> labels =
        switch (kind) {
          case HOST, REPOSITORY, RECIPIENT, PACKAGE ->
              new ArrayList<>(Arrays.asList(folded.split("[./@: ]+")));
          case PATH, COMMAND -> new ArrayList<>();
        };
    labels.removeIf(String::isEmpty);
    if (labels.size() < 2) {
      return new Apart(List.of(), List.of(), false);
    }
    List<String> distinctive =
        labels.stream()
            .filter(label -> label.length() >= SHORTEST && !COMMON.contains(label))
            .toList();
    boolean rare = distinctive.stream().anyMatch(Apart::isRare);
    return new Apart(List.copyOf(labels), distinctive, rare);
  }

  private static boolean isRare(String label) {
    return label.length() >= RARE || label.chars().anyMatch(c -> !Character.isLetter(c));
  }

  boolean isIn(String text) {
    if (distinctive.isEmpty() || !distinctive.stream().allMatch(l -> next(text, l, 0) >= 0)) {
      return false;
    }
    return rare || isNear(text);
  }

  /** Whether all labels stand near the first distinctive one, with a sign that they are parts. */
  private boolean isNear(String text) {
    String first = distinctive.getFirst();
    int at = next(text, first, 0);
    for (int places = 0; at >= 0 && places < MOST_PLACES; places++) {
      String around = text.substring(Math.max(0, at - NEAR), Math.min(text.length(), at + NEAR));
      if (labels.stream().allMatch(label -> next(around, label, 0) >= 0) && speaksOfParts(around)) {
        return true;
      }
      at = next(text, first, at + 1);
    }
    return false;
  }

  private boolean speaksOfParts(String around) {
    if (distinctive.stream().allMatch(label -> isMarked(around, label))) {
      return true;
    }
    int start = 0;
    for (int i = 0; i <= around.length(); i++) {
      if (i == around.length() || !Character.isLetterOrDigit(around.charAt(i))) {
        if (PARTS.contains(around.substring(start, i))) {
          return true;
        }
        start = i + 1;
      }
    }
    return false;
  }

  private static boolean isMarked(String around, String label) {
    int at = next(around, label, 0);
    while (at >= 0) {
      if (at > 0 && "=\"'+".indexOf(around.charAt(at - 1)) >= 0) {
        return true;
      }
      at = next(around, label, at + 1);
    }
    return false;
  }

  /** Returns where a label next stands by itself, or -1. */
  private static int next(String text, String label, int from) {
    int at = text.indexOf(label, from);
    while (at >= 0) {
      int end = at + label.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      if (begins && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
        return at;
      }
      at = text.indexOf(label, at + 1);
    }
    return -1;
  }
}
