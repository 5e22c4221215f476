package dev.paddock.gate;

import dev.paddock.action.Action;
import dev.paddock.action.Verdict;
import dev.paddock.classifier.Channel;
import dev.paddock.provenance.Provenance;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What speaks against an action although no rule forbids it: a name that only content brought up, a
 * safeguard that it takes away, a secret that it carries, a boundary that somebody stated.
 * Remembers what a session hears; thread-safe.
 */
final class Objections {
  private static final String DRIVEN = "driven-by-untrusted-content";
  private static final String LEAK = "credential-leakage";

  private final Provenance provenance;
  private final Boundaries boundaries;
  private final ShownSecrets secrets = new ShownSecrets();

  Objections(Provenance provenance, Path project) {
    this.provenance = provenance;
    this.boundaries = new Boundaries(project);
  }

  /** Hears words of somebody's. */
  void heard(Channel channel, String words) {
    boundaries.said(words, channel);
    if (channel.isOutside()) {
      provenance.said(words);
    }
  }

  /** Hears what an action gave. */
  void came(Action action, String text) {
    provenance.cameIn(Origins.of(action), text);
    secrets.came(text);
  }

  /**
   * Makes a question of what the rules alone would allow, or leave to a model. Where more than one
   * reason stands against an action, words about one of them clear nothing, as with rules.
   */
  Ruling raised(Action action, Ruling ruling) {
    if (ruling.decision().verdict() == Verdict.DENY && ruling.clearance() != Clearance.WORDS) {
      return ruling;
    }
    List<Objection> objections =
        Stream.of(
                traced(action, ruling),
                weakened(action),
                unleaked(action, ruling),
                bounded(action, ruling))
            .flatMap(Optional::stream)
            .toList();
    if (objections.isEmpty()) {
      return ruling;
    }
    return ruling.decision().verdict() == Verdict.DENY
        ? Objection.denied(ruling, objections)
        : Objection.asked(ruling, objections);
  }

  private Optional<Objection> traced(Action action, Ruling ruling) {
    return provenance
        .driven(action, ruling.decision().effects())
        .map(
            driven ->
                new Objection(
                    DRIVEN,
                    "only content that came in names "
                        + driven.sink().value()
                        + "; neither the user nor the project did",
                    "If it is meant, the user says so: in --task, at the terminal, or with `paddock ask`.",
                    driven.chain()));
  }

  private static Optional<Objection> weakened(Action action) {
    return Weakening.rule(action)
        .map(
            rule ->
                new Objection(
                    rule,
                    "what it writes takes a safeguard away",
                    "The user can say that this very safeguard is to go.",
                    List.of()));
  }

  private Optional<Objection> unleaked(Action action, Ruling ruling) {
    return secrets.isCarried(action, ruling.decision().effects())
        ? Optional.of(
            new Objection(
                LEAK,
                "it carries a secret that was shown in this session",
                "Leave the secret out: the profile's [credentials] are added outside, for their own host.",
                List.of()))
        : Optional.empty();
  }

  private Optional<Objection> bounded(Action action, Ruling ruling) {
    return boundaries
        .crossed(action, ruling.decision().effects())
        .map(boundary -> "said in this session: \"" + boundary.words() + "\"")
        .map(
            said ->
                new Objection(
                    Objection.BOUNDARY,
                    "it is beyond a boundary that was " + said,
                    "The user can lift it: at the terminal, or with `paddock ask`.",
                    List.of(said)));
  }
}
