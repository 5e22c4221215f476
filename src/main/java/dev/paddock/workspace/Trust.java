package dev.paddock.workspace;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a session that begins may take as having been there before: not what another session, which
 * still runs in the same files, may have made. Each of several sessions in one project therefore
 * knows no more than those before it, and when one of them ends, it takes nothing that another one
 * knows.
 */
final class Trust {
  private final String project;
  private final List<Judge> judges;

  private record Judge(SessionRecord session, Comparison comparison) {}

  Trust(String project, List<SessionRecord> live) {
    this.project = project;
    this.judges =
        live.stream().map(session -> new Judge(session, new Comparison(session))).toList();
  }

  List<Protected> known(Inventory inventory) {
    Stream<Protected> ownRules =
        inventory.protectedPaths().stream()
            .filter(one -> one.guarding() != Protected.Guarding.COVERED);
    return Stream.of(ownRules, inventory.inner().stream(), inventory.named().stream())
        .flatMap(things -> things)
        .filter(
            one ->
                judges.stream()
                    .allMatch(j -> isElsewhere(j, one.path()) || j.comparison().isKnown(one)))
        .toList();
  }

  List<BareRepository> knownRepositories(Inventory inventory) {
    return inventory.bareRepositories().stream()
        .filter(
            one ->
                judges.stream()
                    .allMatch(j -> isElsewhere(j, one.path()) || j.comparison().isKnown(one)))
        .toList();
  }

  /** Returns what the repositories name that a session knows: others may be another session's. */
  static List<Naming> namings(
      Inventory inventory, List<Protected> known, List<BareRepository> knownRepositories) {
    Set<Identity> repositories = new HashSet<>();
    known.forEach(one -> repositories.add(one.identity()));
    knownRepositories.forEach(one -> repositories.add(one.identity()));
    return inventory.namings().stream()
        .filter(naming -> repositories.contains(naming.repository()))
        .toList();
  }

  private boolean isElsewhere(Judge judge, String path) {
    return !judge.session().contains(path.isEmpty() ? project : project + "/" + path);
  }
}
