package dev.paddock.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One line of the table of phrases. What it compares is bounded by its length, so that a text is
 * looked through in time proportional to it.
 */
final class Phrase {
  private static final int GAP = 6;
  private static final int WORDS_BEFORE = 3;

  private enum Need {
    ONE,
    PERHAPS_ONE,
    GAP
  }

  private record Slot(Need need, Set<String> words) {}

  private final Set<String> notBefore;
  private final List<Slot> slots;

  private Phrase(Set<String> notBefore, List<Slot> slots) {
    this.notBefore = notBefore;
    this.slots = List.copyOf(slots);
    if (slots.isEmpty() || slots.getFirst().need() != Need.ONE) {
      throw new IllegalArgumentException("A phrase begins with a word that it needs");
    }
  }

  static Phrase parse(String line) {
    Set<String> notBefore = Set.of();
    List<Slot> slots = new ArrayList<>();
    for (String part : line.split(" +", -1)) {
      if (part.startsWith("!")) {
        notBefore = words(part.substring(1));
      } else if (part.equals("...")) {
        slots.add(new Slot(Need.GAP, Set.of()));
      } else if (part.startsWith("(")) {
        slots.add(new Slot(Need.PERHAPS_ONE, words(part.substring(1, part.length() - 1))));
      } else {
        slots.add(new Slot(Need.ONE, words(part)));
      }
    }
    return new Phrase(notBefore, slots);
  }

  private static Set<String> words(String part) {
    Set<String> words = new TreeSet<>();
    for (String word : part.split("/", -1)) {
      words.add(Skeleton.of(word));
    }
    return Set.copyOf(words);
  }

  /** Returns the words that it can begin with. */
  Set<String> first() {
    return slots.getFirst().words();
  }

  /** Returns the index after the phrase's last word if it begins at this word, or -1. */
  int end(Words text, int from) {
    for (int i = Math.max(0, from - WORDS_BEFORE); i < from; i++) {
      if (notBefore.contains(text.word(i))) {
        return -1;
      }
    }
    return end(text, from, 0);
  }

  private int end(Words text, int at, int slotIndex) {
    if (slotIndex == slots.size()) {
      return at;
    }
    if (at > text.count()) {
      return -1;
    }
    Slot slot = slots.get(slotIndex);
    return switch (slot.need()) {
      case ONE -> slot.words().contains(text.word(at)) ? end(text, at + 1, slotIndex + 1) : -1;
      case PERHAPS_ONE -> {
        int with = slot.words().contains(text.word(at)) ? end(text, at + 1, slotIndex + 1) : -1;
        yield with >= 0 ? with : end(text, at, slotIndex + 1);
      }
      case GAP -> {
        int end = -1;
        for (int gap = 0; gap <= GAP && end < 0; gap++) {
          end = end(text, at + gap, slotIndex + 1);
        }
        yield end;
      }
    };
  }
}
