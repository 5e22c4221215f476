package dev.paddock.shell;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Data that flows: what a command reads from its input, writes to its output, or what a file holds.
 *
 * @param text if it is known
 * @param taints where it came from
 * @param listing if it is names of files
 * @param interactive whether it is the command's own input, of which nothing is known
 */
record Flow(
    Optional<String> text, Set<Taint> taints, @Nullable Listing listing, boolean interactive) {
  /** Longer texts, in characters, are not followed. */
  private static final int LONGEST = 1 << 20;

  static final Flow NOTHING = of("");

  /** What a command line reads that nothing leads into. */
  static final Flow OUTSIDE = new Flow(Optional.empty(), Set.of(), null, true);

  Flow {
    taints = Set.copyOf(taints);
  }

  static Flow of(String text) {
    return new Flow(Optional.of(text), Set.of(), null, false);
  }

  static Flow unknown(Set<Taint> taints) {
    return new Flow(Optional.empty(), taints, null, false);
  }

  static Flow names(Listing listing) {
    return new Flow(Optional.empty(), Set.of(Taint.LOCAL), listing, false);
  }

  /** The same origin, but another text that is not known. */
  Flow changed() {
    return new Flow(Optional.empty(), taints, null, false);
  }

  /** Names that went through a filter are names still. */
  Flow filtered(boolean byName) {
    return new Flow(
        Optional.empty(),
        taints,
        listing == null ? null : new Listing(listing.roots(), listing.byName() || byName),
        interactive);
  }

  Flow with(Set<Taint> more) {
    EnumSet<Taint> all = EnumSet.noneOf(Taint.class);
    all.addAll(taints);
    all.addAll(more);
    return new Flow(text, all, listing, interactive);
  }

  /** One after the other. */
  Flow plus(Flow other) {
    if (equals(NOTHING)) {
      return other;
    }
    if (other.equals(NOTHING)) {
      return this;
    }
    Optional<String> both =
        text.flatMap(mine -> other.text.map(mine::concat)).filter(all -> all.length() <= LONGEST);
    return new Flow(both, taints, listing == null ? other.listing : listing, false)
        .with(other.taints);
  }
}
