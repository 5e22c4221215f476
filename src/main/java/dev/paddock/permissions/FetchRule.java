package dev.paddock.permissions;

import dev.paddock.action.Action;
import dev.paddock.action.Verdict;
import dev.paddock.profile.DomainPattern;
import java.net.URI;
import java.util.Optional;

/** A rule about pages that are fetched. */
public record FetchRule(Verdict verdict, RuleOrigin origin, DomainPattern pattern)
    implements GateRule {
  @Override
  public Optional<RuleMatch> matches(Action action) {
    return action instanceof Action.Fetch(String url)
        ? GateRule.match(this, isMeant(url), 0, "")
        : Optional.empty();
  }

  private Certainty isMeant(String url) {
    try {
      String host = URI.create(url.strip()).getHost();
      return host == null ? Certainty.PERHAPS : Certainty.of(pattern.matches(host));
    } catch (IllegalArgumentException e) {
      return Certainty.PERHAPS;
    }
  }
}
