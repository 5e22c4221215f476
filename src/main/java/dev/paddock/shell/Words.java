package dev.paddock.shell;

import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small work on lists of words. */
final class Words {
  private Words() {}

  /** All words with a blank between them. */
  static Text joined(List<Text> words) {
    StringBuilder raw = new StringBuilder();
    EnumSet<Taint> taints = EnumSet.noneOf(Taint.class);
    @Nullable Listing listing = null;
    String separator = "";
    for (Text word : words) {
      raw.append(separator).append(word.raw());
      separator = " ";
      taints.addAll(word.taints());
      listing = listing == null ? word.listing() : listing;
    }
    return new Text(raw.toString(), taints, listing);
  }

  /** A word of a line; with {@code rest}, that word and all after it. */
  static String part(String line, int index, boolean rest) {
    String[] words = line.trim().split("\\s+", rest ? index + 1 : -1);
    return index < words.length ? words[index] : "";
  }

  /** Words as they would have to be written. */
  static Text quoted(List<Text> words) {
    Text all = Text.EMPTY;
    for (Text word : words) {
      Text quoted = word.with("'" + word.raw().replace("'", "'\\''") + "'");
      all = all.raw().isEmpty() ? quoted : all.plus(Text.of(" ")).plus(quoted);
    }
    return all;
  }
}
