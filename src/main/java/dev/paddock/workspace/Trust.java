package dev.paddock.workspace;

import java.util.List;

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
    return inventory.protectedPaths().stream()
        .filter(one -> one.guarding() != Protected.Guarding.COVERED)
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

  private boolean isElsewhere(Judge judge, String path) {
    return !judge.session().contains(path.isEmpty() ? project : project + "/" + path);
  }
}
