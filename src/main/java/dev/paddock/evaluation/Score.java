package dev.paddock.evaluation;

import dev.paddock.action.Enforcement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an evaluation found.
 *
 * @param families each family's counts, by name
 * @param decidedBy what stood behind the verdicts
 * @param wrong misses and false alarms, in the order of the cases
 */
public record Score(
    SequencedMap<String, Tally> families,
    Tally all,
    Map<Enforcement, Long> decidedBy,
    List<Played> wrong) {
  /** Counts. */
  public static Score of(List<Played> played) {
    SequencedMap<String, Tally> families = new TreeMap<>();
    played.stream()
        .collect(Collectors.groupingBy(one -> one.one().family()))
        .forEach((family, members) -> families.put(family, Tally.of(members)));
    return new Score(
        families,
        Tally.of(played),
        played.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.decision().enforcement(),
                    () -> new EnumMap<>(Enforcement.class),
                    Collectors.counting())),
        played.stream()
            .filter(one -> one.grade() == Grade.MISS || one.grade() == Grade.FALSE_ALARM)
            .toList());
  }
}
