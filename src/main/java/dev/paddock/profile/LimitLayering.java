package dev.paddock.profile;

import java.util.Optional;
import java.util.function.Function;

/** Lays one layer's limits, those of [git] and [ask] too, upon another's. Not thread-safe. */
final class LimitLayering {
  private final Notices notices;
  private Limits ceiling = Limits.AUTOMATIC;
  private Optional<Sourced<Landing>> landingCeiling = Optional.empty();
  private Optional<Sourced<Long>> largestCeiling = Optional.empty();
  private AskRules askCeiling = AskRules.NONE;

  LimitLayering(Notices notices) {
    this.notices = notices;
  }

  void setCeiling(Limits limits, LayerGit git, AskRules ask) {
    ceiling = limits;
    askCeiling = ask;
    landingCeiling = git.land();
    largestCeiling = git.largest();
  }

  Limits owners(Limits below, Limits next) {
    return new Limits(
        owners(
            "limits.memory",
            below.memoryBytes(),
            next.memoryBytes(),
            ceiling.memoryBytes(),
            ByteSize::text),
        owners(
            "limits.processes",
            below.processes(),
            next.processes(),
            ceiling.processes(),
            String::valueOf),
        owners("limits.time", below.time(), next.time(), ceiling.time(), TimeLimit::text),
        owners(
            "limits.scratch",
            below.scratchBytes(),
            next.scratchBytes(),
            ceiling.scratchBytes(),
            ByteSize::text));
  }

  Limits untrusted(Limits below, Limits next) {
    return new Limits(
        untrusted("limits.memory", below.memoryBytes(), next.memoryBytes(), ByteSize::text),
        untrusted("limits.processes", below.processes(), next.processes(), String::valueOf),
        untrusted("limits.time", below.time(), next.time(), TimeLimit::text),
        untrusted("limits.scratch", below.scratchBytes(), next.scratchBytes(), ByteSize::text));
  }

  AskRules owners(AskRules below, AskRules next) {
    return new AskRules(
        owners(
            "ask.wait", below.patience(), next.patience(), askCeiling.patience(), ShortTime::text));
  }

  AskRules untrusted(AskRules below, AskRules next) {
    return new AskRules(untrusted("ask.wait", below.patience(), next.patience(), ShortTime::text));
  }

  Optional<Sourced<Landing>> ownersLanding(
      Optional<Sourced<Landing>> below, Optional<Sourced<Landing>> next) {
    return owners("git.land", below, next, landingCeiling, Landing::text);
  }

  Optional<Sourced<Landing>> untrustedLanding(
      Optional<Sourced<Landing>> below, Optional<Sourced<Landing>> next) {
    return untrusted("git.land", below, next, Landing::text);
  }

  Optional<Sourced<Long>> ownersLargest(
      Optional<Sourced<Long>> below, Optional<Sourced<Long>> next) {
    return owners("git.largest", below, next, largestCeiling, ByteSize::text);
  }

  Optional<Sourced<Long>> untrustedLargest(
      Optional<Sourced<Long>> below, Optional<Sourced<Long>> next) {
    return untrusted("git.largest", below, next, ByteSize::text);
  }

  /** Lets a value replace another, as far as the organisation's allows. */
  <T extends Comparable<? super T>> Optional<Sourced<T>> owners(
      String key,
      Optional<Sourced<T>> below,
      Optional<Sourced<T>> next,
      Optional<Sourced<T>> most,
      Function<T, String> text) {
    if (next.isEmpty()) {
      return below;
    }
    if (most.isEmpty() || isWithin(next.get(), most.get())) {
      return next;
    }
    String kept = text.apply(most.get().value());
    notices.add(
        next.get().origin(),
        key
            + " "
            + text.apply(next.get().value())
            + " is more than the organisation allows; "
            + kept
            + " stays",
        "Ask who owns " + most.get().origin().display());
    return most;
  }

  private <T extends Comparable<? super T>> Optional<Sourced<T>> untrusted(
      String key, Optional<Sourced<T>> below, Optional<Sourced<T>> next, Function<T, String> text) {
    if (next.isEmpty()) {
      return below;
    }
    if (below.isPresent() && isWithin(next.get(), below.get())) {
      return next;
    }
    notices.ignored(
        key,
        text.apply(next.get().value()),
        below.isPresent()
            ? "can only lower it; " + text.apply(below.get().value()) + " stays"
            : "can only lower what another layer has set; it stays automatic",
        next.get().origin());
    return below;
  }

  private static <T extends Comparable<? super T>> boolean isWithin(
      Sourced<T> value, Sourced<T> most) {
    return value.value().compareTo(most.value()) <= 0;
  }
}
