package dev.paddock.git;

import dev.paddock.linux.UntrustedFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Lands stashes that a session made. All but the newest live in the ref's log only (git-stash(1)),
 * so each becomes an entry of the log outside, in the same order. What was dropped or popped inside
 * stays outside.
 */
final class StashLanding {
  private static final String REF = "refs/stash";
  private static final String LOG = "logs/refs/stash";
  private static final int LARGEST_LOG = 16 << 20;

  private record Stash(ObjectId id, String message) {}

  private StashLanding() {}

  /** Returns how many have landed. */
  static int land(HostRepository host, UntrustedFolder session, UntrustedFolder outside)
      throws IOException {
    Set<ObjectId> known = new HashSet<>();
    read(outside).forEach(stash -> known.add(stash.id()));
    List<Stash> fresh = new ArrayList<>();
    for (Stash stash : read(session)) {
      if (known.add(stash.id())
          && Connectivity.problem(host.repository(), List.of(stash.id())).isEmpty()) {
        fresh.add(stash);
      }
    }
    int landed = 0;
    for (Stash stash : fresh) {
      if (host.move(REF, host.at(REF), stash.id(), stash.message())) {
        landed++;
      }
    }
    return landed;
  }

  private static List<Stash> read(UntrustedFolder folder) throws IOException {
    List<Stash> stashes = new ArrayList<>();
    String log =
        folder
            .read(LOG, LARGEST_LOG)
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            .orElse("");
    for (String line : log.lines().toList()) {
      int tab = line.indexOf('\t');
      if (line.length() > 81 && RefTable.isId(line.substring(41, 81))) {
        String message = tab < 0 ? "stash" : line.substring(tab + 1);
        stashes.add(new Stash(ObjectId.fromString(line.substring(41, 81)), message));
      }
    }
    return stashes;
  }
}
