package dev.paddock.relay;

import dev.paddock.relay.RelayEvents.RefChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pushes with the owner's git what was decided, and nothing else: each ref by its id, each old id
 * as a compare-and-swap, several all or none.
 */
final class OwnersPush {
  private OwnersPush() {}

  /**
   * Pushes.
   *
   * @param repository a bare repository of Paddock's own that has the objects
   * @return what upstream said to it, fit for a terminal
   * @throws GitFailure if upstream took none of it, with its words
   */
  static List<String> push(
      OwnersGit git, Upstream upstream, Path repository, List<RefChange> changes, PushLimits limits)
      throws GitFailure {
    List<String> command =
        new ArrayList<>(List.of("push", "--porcelain", "--no-verify", "--no-follow-tags"));
    if (changes.size() > 1) {
      command.add("--atomic");
    }
    for (RefChange change : changes) {
      String old = Mirror.isZero(change.oldId()) ? "" : change.oldId();
      command.add("--force-with-lease=" + change.ref() + ":" + old);
    }
    command.add(OwnersGit.REMOTE);
    for (RefChange change : changes) {
      command.add(change.newId() + ":" + change.ref());
    }
    OwnersGit.Output said =
        git.ask(repository, upstream, limits.transfer(), command.toArray(String[]::new));
    Map<String, String> refused = refused(said.text());
    List<String> remote =
        GitWords.lines(said.errors()).stream().filter(line -> line.startsWith("remote:")).toList();
    if (!refused.isEmpty()) {
      String each =
          refused.entrySet().stream()
              .map(e -> e.getKey() + " " + e.getValue())
              .reduce((a, b) -> a + "; " + b)
              .orElseThrow();
      throw new GitFailure(
          "upstream refused it: " + GitWords.line(each) + " " + String.join(" ", remote));
    }
    said.orFail();
    return remote;
  }

  /** One line a ref: a flag, {@code from:to}, a summary, a tabulator between them. */
  private static Map<String, String> refused(String porcelain) {
    Map<String, String> refused = new TreeMap<>();
    for (String line : porcelain.lines().toList()) {
      String[] parts = line.split("\t", 3);
      if (parts.length == 3 && parts[0].equals("!")) {
        refused.put(parts[1].substring(parts[1].indexOf(':') + 1), parts[2]);
      }
    }
    return refused;
  }
}
