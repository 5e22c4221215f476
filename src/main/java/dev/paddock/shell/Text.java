package dev.paddock.shell;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text as far as it is known before a command runs.
 *
 * @param raw its characters; those of the private use area that are named below stand for what is
 *     not known
 * @param taints where its unknown parts came from
 * @param listing if it is names of files that a listing prints
 */
record Text(String raw, Set<Taint> taints, @Nullable Listing listing) {
  /** Some text, maybe empty, in one word. */
  static final char UNKNOWN = '\uE000';

  /** Some text that may be several words, or none. */
  static final char SPLIT = '\uE001';

  /** What a pattern's {@code *} matches. */
  static final char STAR = '\uE002';

  /** What a pattern's {@code ?} or square brackets match. */
  static final char ONE = '\uE003';

  /** Longer texts, in characters, are not followed. */
  private static final int LONGEST = 1 << 17;

  static final Text EMPTY = of("");

  Text {
    taints = Set.copyOf(taints);
  }

  /** A known text. Characters that have a meaning here become unknown ones. */
  static Text of(String text) {
    StringBuilder raw = new StringBuilder(text);
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) >= UNKNOWN && raw.charAt(i) <= ONE) {
        raw.setCharAt(i, UNKNOWN);
      }
    }
    return new Text(raw.toString(), Set.of(), null);
  }

  static Text unknown(Set<Taint> taints) {
    return new Text(String.valueOf(UNKNOWN), taints, null);
  }

  Text with(Set<Taint> more) {
    EnumSet<Taint> all = EnumSet.noneOf(Taint.class);
    all.addAll(taints);
    all.addAll(more);
    return new Text(raw, all, listing);
  }

  Text with(String newRaw) {
    return new Text(newRaw, taints, listing);
  }

  /** Both, one after the other. */
  Text plus(Text other) {
    if (raw.isEmpty()) {
      return other.with(taints);
    }
    if (raw.length() + other.raw.length() > LONGEST) {
      return unknown(taints).with(other.taints);
    }
    Text both = with(raw + other.raw).with(other.taints);
    return new Text(both.raw, both.taints, listing == null ? other.listing : listing);
  }

  /** Whether every character is known. */
  boolean isKnown() {
    return raw.chars().noneMatch(c -> c >= UNKNOWN && c <= ONE);
  }

  /** The text, if it is known. */
  Optional<String> known() {
    return isKnown() ? Optional.of(raw) : Optional.empty();
  }

  boolean is(String text) {
    return raw.equals(text);
  }

  boolean startsWith(String text) {
    return raw.startsWith(text);
  }

  /** The part before the first unknown character. */
  String beginning() {
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) >= UNKNOWN && raw.charAt(i) <= ONE) {
        return raw.substring(0, i);
      }
    }
    return raw;
  }

  /** Whether all that is not known are patterns, which match names of files. */
  boolean isPattern() {
    return !isKnown() && raw.indexOf(UNKNOWN) < 0 && raw.indexOf(SPLIT) < 0;
  }

  /** Whether it may be more than one word. */
  boolean maySplit() {
    return raw.indexOf(SPLIT) >= 0;
  }

  /** For people. */
  String shown() {
    return raw.replace(UNKNOWN, '…').replace(SPLIT, '…').replace(STAR, '*').replace(ONE, '?');
  }

  static List<String> shown(List<Text> texts) {
    List<String> shown = new ArrayList<>();
    texts.forEach(text -> shown.add(text.shown()));
    return shown;
  }
}
