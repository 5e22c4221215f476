package dev.paddock.profile;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lays one layer's [classifier] upon another's. What the organisation says of who is asked stays;
 * its budgets are ceilings. Not thread-safe.
 */
final class ClassifierLayering {
  private final Notices notices;
  private final LimitLayering limits;
  private ClassifierRules ceiling = ClassifierRules.NONE;

  ClassifierLayering(Notices notices, LimitLayering limits) {
    this.notices = notices;
    this.limits = limits;
  }

  void setCeiling(ClassifierRules organisations) {
    ceiling = organisations;
  }

  ClassifierRules owners(ClassifierRules below, ClassifierRules next) {
    ClassifierRules.Prices prices = below.prices();
    ClassifierRules.Prices more = next.prices();
    return new ClassifierRules(
        bound(
            "classifier.provider",
            below.provider(),
            next.provider(),
            ceiling.provider(),
            ClassifierProvider::text),
        bound(
            "classifier.model", below.model(), next.model(), ceiling.model(), Function.identity()),
        bound(
            "classifier.base_url",
            below.baseUrl(),
            next.baseUrl(),
            ceiling.baseUrl(),
            URI::toString),
        next.key().or(below::key),
        next.timeout().or(below::timeout),
        budget("classifier.calls", below.calls(), next.calls(), ceiling.calls()),
        budget("classifier.tokens", below.tokens(), next.tokens(), ceiling.tokens()),
        budget("classifier.dollars", below.dollars(), next.dollars(), ceiling.dollars()),
        next.results().or(below::results),
        new ClassifierRules.Prices(
            more.input().or(prices::input),
            more.output().or(prices::output),
            more.cacheRead().or(prices::cacheRead),
            more.cacheWrite().or(prices::cacheWrite)));
  }

  /** A project has no say in who judges what is done in it, nor in what may be spent on that. */
  ClassifierRules untrusted(ClassifierRules below, ClassifierRules asked) {
    ignore("provider", asked.provider(), ClassifierProvider::text);
    ignore("model", asked.model(), Function.identity());
    ignore("base_url", asked.baseUrl(), URI::toString);
    ignore("key", asked.key(), KeySource::text);
    ignore("timeout", asked.timeout(), ShortTime::text);
    ignore("calls", asked.calls(), String::valueOf);
    ignore("tokens", asked.tokens(), String::valueOf);
    ignore("dollars", asked.dollars(), String::valueOf);
    ignore("results", asked.results(), String::valueOf);
    ignore("price_input", asked.prices().input(), String::valueOf);
    ignore("price_output", asked.prices().output(), String::valueOf);
    ignore("price_cache_read", asked.prices().cacheRead(), String::valueOf);
    ignore("price_cache_write", asked.prices().cacheWrite(), String::valueOf);
    return below;
  }

  private Optional<Sourced<Long>> budget(
      String key,
      Optional<Sourced<Long>> below,
      Optional<Sourced<Long>> next,
      Optional<Sourced<Long>> most) {
    return limits.owners(key, below, next, most, String::valueOf);
  }

  private <T> Optional<Sourced<T>> bound(
      String key,
      Optional<Sourced<T>> below,
      Optional<Sourced<T>> next,
      Optional<Sourced<T>> organisations,
      Function<T, String> text) {
    if (next.isEmpty()) {
      return below;
    }
    if (organisations.isEmpty() || next.get().value().equals(organisations.get().value())) {
      return next;
    }
    notices.add(
        next.get().origin(),
        key
            + " "
            + Printable.quote(text.apply(next.get().value()))
            + " is not what the organisation says; "
            + Printable.quote(text.apply(organisations.get().value()))
            + " stays",
        "Ask who owns " + organisations.get().origin().display());
    return organisations;
  }

  private <T> void ignore(String key, Optional<Sourced<T>> asked, Function<T, String> text) {
    asked.ifPresent(
        entry ->
            notices.ignored(
                "classifier." + key,
                text.apply(entry.value()),
                "has no say in who judges it",
                entry.origin()));
  }
}
