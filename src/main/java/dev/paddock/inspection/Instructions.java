package dev.paddock.inspection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds phrases that speak to an agent ({@code instructions.txt}, {@code markers.txt}). */
final class Instructions implements Detector {
  private static final Map<String, List<Phrase>> PHRASES = phrases();
  private static final List<Marker> MARKERS =
      TextTable.lines("markers.txt").stream().map(Marker::of).toList();

  private record Marker(String skeleton, boolean capital) {
    static Marker of(String line) {
      return new Marker(Skeleton.of(line), line.chars().anyMatch(Character::isUpperCase));
    }
  }

  private static Map<String, List<Phrase>> phrases() {
    Map<String, List<Phrase>> byFirstWord = new HashMap<>();
    for (String line : TextTable.lines("instructions.txt")) {
      Phrase phrase = Phrase.parse(line);
      for (String word : phrase.first()) {
        byFirstWord.computeIfAbsent(word, _ -> new ArrayList<>()).add(phrase);
      }
    }
    return byFirstWord;
  }

  @Override
  public void look(String text, Findings findings) {
    Skeleton skeleton = Skeleton.withPlaces(text);
    phrases(text, new Words(skeleton), findings);
    for (Marker marker : MARKERS) {
      marker(text, skeleton, marker, findings);
    }
  }

  private static void marker(String text, Skeleton skeleton, Marker marker, Findings findings) {
    int at = skeleton.text().indexOf(marker.skeleton());
    if (at >= 0) {
      int from = skeleton.place(at);
      int to = skeleton.place(at + marker.skeleton().length() - 1) + 1;
      if (!marker.capital() || text.substring(from, to).chars().noneMatch(Character::isLowerCase)) {
        findings.add(Suspicion.Kind.INSTRUCTION, text, from, to);
      }
    }
  }

  private static void phrases(String text, Words words, Findings findings) {
    int i = 0;
    while (i < words.count() && !findings.isFull(Suspicion.Kind.INSTRUCTION)) {
      int end = end(words, i);
      if (end > i) {
        findings.add(Suspicion.Kind.INSTRUCTION, text, words.place(i), words.end(end - 1));
      }
      i = Math.max(end, i + 1);
    }
  }

  private static int end(Words words, int from) {
    for (Phrase phrase : PHRASES.getOrDefault(words.word(from), List.of())) {
      int end = phrase.end(words, from);
      if (end > from) {
        return end;
      }
    }
    return -1;
  }
}
