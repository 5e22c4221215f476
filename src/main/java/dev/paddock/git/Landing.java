package dev.paddock.git;

import dev.paddock.linux.UntrustedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Lands what a session did to its copy of one git folder: objects, then refs, then each worktree's
 * HEAD and index, then upstreams. Whatever is written outside is written by this class and those
 * that it calls, from what was read and checked; nothing of the copy is ever executed, or obeyed as
 * configuration.
 *
 * <p>Not thread-safe; remembers which objects it has taken. If the process is killed at any moment,
 * doing it again completes it: each step looks at where things are.
 */
final class Landing {
  private static final String KEPT = "refs/paddock/kept/";

  private final KeptFolder kept;
  private final String session;
  private final ObjectIntake intake = new ObjectIntake();

  /**
   * @param session its name, in reflogs and names of refs
   */
  Landing(KeptFolder kept, String session) {
    this.kept = kept;
    this.session = session;
  }

  /** Returns what would change outside, in words; empty if nothing would. */
  List<String> pending() throws IOException {
    if (!Files.isDirectory(kept.copy())) {
      return List.of();
    }
    try (UntrustedFolder folder = UntrustedFolder.open(kept.copy())) {
      Baseline agreed = kept.baseline();
      Baseline now = Baseline.read(folder);
      List<String> pending = new ArrayList<>();
      for (String ref : changed(agreed, now)) {
        String id = now.id(ref).map(i -> i.substring(0, 10)).orElse("deleted");
        pending.add(
            ref + " " + agreed.id(ref).map(i -> i.substring(0, 10) + " → ").orElse("") + id);
      }
      return pending;
    }
  }

  /**
   * Lands.
   *
   * @param last whether nothing of the session runs any more: what can't land now never will, and
   *     is kept and told
   */
  LandingReport land(boolean last) throws IOException {
    if (!Files.isDirectory(kept.copy()) || !Files.isDirectory(kept.host())) {
      return LandingReport.NOTHING;
    }
    try (UntrustedFolder folder = UntrustedFolder.open(kept.copy())) {
      Baseline agreed = kept.baseline();
      Baseline now = Baseline.read(folder);
      if (now.equals(agreed) && (!last || kept.isUntouched(folder, agreed))) {
        return LandingReport.NOTHING;
      }
      try (HostRepository host = HostRepository.open(kept.host(), session);
          UntrustedFolder outside = UntrustedFolder.open(kept.host())) {
        return new Round(folder, host, outside, agreed, now, last).run();
      }
    }
  }

  private static Set<String> changed(Baseline agreed, Baseline now) {
    Set<String> names = new TreeSet<>(agreed.refs().ids().keySet());
    names.addAll(now.refs().ids().keySet());
    names.removeIf(
        ref -> agreed.id(ref).equals(now.id(ref)) || RefKind.of(ref) == RefKind.OF_NO_USE_OUTSIDE);
    return names;
  }

  /** One pass. */
  private final class Round {
    private final UntrustedFolder folder;
    private final HostRepository host;
    private final UntrustedFolder outside;
    private final Baseline agreed;
    private final Baseline now;
    private final boolean last;
    private final Map<String, String> ids;
    private final Map<String, String> heads;
    private final List<String> landed = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private String problem = "";

    Round(
        UntrustedFolder folder,
        HostRepository host,
        UntrustedFolder outside,
        Baseline agreed,
        Baseline now,
        boolean last) {
      this.folder = folder;
      this.host = host;
      this.outside = outside;
      this.agreed = agreed;
      this.now = now;
      this.last = last;
      this.ids = new TreeMap<>(agreed.refs().ids());
      this.heads = new TreeMap<>(agreed.heads());
    }

    LandingReport run() throws IOException {
      Set<String> changed = changed(agreed, now);
      boolean isIntact = now.heads().containsKey("");
      takeObjects(changed);
      for (String ref : changed) {
        land(ref, isIntact);
      }
      if (isIntact) {
        UpstreamLanding.land(host, folder, kept.place().resolve("config"));
      } else if (last) {
        told.add(
            "the session's git folder was destroyed; yours is as it was, with all that had landed");
      }
      for (String worktree : now.heads().keySet().stream().sorted().toList()) {
        landWorktree(worktree);
      }
      kept.agree(new Baseline(new RefTable(ids, now.refs().symbolic()), heads));
      return new LandingReport(landed, told);
    }

    private void takeObjects(Set<String> changed) throws IOException {
      intake.takeLoose(folder, host.repository());
      List<ObjectId> tips = tips(changed);
      problem = Connectivity.problem(host.repository(), tips);
      if (!problem.isEmpty()) {
        intake.takePacks(folder, host.repository());
        problem = Connectivity.problem(host.repository(), tips);
      }
      if (problem.isEmpty()) {
        problem = Connectivity.problemOfModules(host.repository(), intake.checker());
      }
    }

    private List<ObjectId> tips(Set<String> changed) {
      Set<String> tips = new HashSet<>();
      changed.forEach(ref -> now.id(ref).ifPresent(tips::add));
      now.heads().values().stream().filter(RefTable::isId).forEach(tips::add);
      return tips.stream().map(ObjectId::fromString).toList();
    }

    private void land(String ref, boolean isIntact) throws IOException {
      if (RefKind.of(ref) == RefKind.STASH) {
        int stashes = StashLanding.land(host, folder, outside);
        now.id(ref).ifPresent(id -> ids.put(ref, id));
        if (stashes > 0) {
          landed.add(stashes + (stashes == 1 ? " stash" : " stashes"));
        }
        return;
      }
      ObjectId there = host.at(ref);
      Optional<String> outsideId =
          there.equals(ObjectId.zeroId()) ? Optional.empty() : Optional.of(there.name());
      boolean ownsIt = isIntact && !kept.began().refs().ids().containsKey(ref);
      switch (RefDecision.of(ref, agreed.id(ref), now.id(ref), outsideId, ownsIt)) {
        case RefDecision.Nothing() -> agree(ref);
        case RefDecision.Move(Optional<String> expected, String id) -> move(ref, expected, id);
        case RefDecision.Remove(String expected) -> {
          keep(ref, expected);
          if (host.remove(ref, ObjectId.fromString(expected))) {
            agree(ref);
            landed.add(ref + " is deleted; it was " + expected.substring(0, 10));
          }
        }
        case RefDecision.Keep(String id, String why) -> {
          if (last && isComplete(id)) {
            told.add(ref + ": " + why + "; the session's is " + keep(ref, id));
          }
        }
        case RefDecision.Tell(String why) -> {
          if (last) {
            told.add(ref + ": " + why);
          }
        }
      }
    }

    private void move(String ref, Optional<String> expected, String id) throws IOException {
      if (!isComplete(id)) {
        if (last) {
          told.add(ref + ": " + problem + "; the session's folder is kept: " + kept.copy());
        }
        return;
      }
      ObjectId before = expected.map(ObjectId::fromString).orElse(ObjectId.zeroId());
      if (host.move(ref, before, ObjectId.fromString(id), "land")) {
        ids.put(ref, id);
        if (RefKind.of(ref) != RefKind.REMOTE_TRACKING) {
          landed.add(
              ref
                  + " "
                  + expected.map(old -> old.substring(0, 10) + " → ").orElse("")
                  + id.substring(0, 10));
        }
      } else if (last) {
        told.add(ref + " can't be moved outside; the session's is " + keep(ref, id));
      }
    }

    /** One that is not whole keeps no other from landing. */
    private boolean isComplete(String id) throws IOException {
      if (problem.isEmpty()) {
        return true;
      }
      String own = Connectivity.problem(host.repository(), List.of(ObjectId.fromString(id)));
      return own.isEmpty() && !problem.contains(".gitmodules");
    }

    private void agree(String ref) {
      now.id(ref).ifPresentOrElse(id -> ids.put(ref, id), () -> ids.remove(ref));
    }

    /** Returns the name under which it is kept; later ones of a session replace earlier ones. */
    private String keep(String ref, String id) throws IOException {
      String name = KEPT + session + "/" + ref.substring("refs/".length());
      if (!host.move(name, host.at(name), ObjectId.fromString(id), "kept")) {
        told.add(ref + " could not be kept as " + name + "; it is " + id);
      }
      return name;
    }

    private void landWorktree(String worktree) throws IOException {
      String where = worktree.isEmpty() ? "HEAD and index" : "HEAD and index of " + worktree;
      if (!agreed.heads().containsKey(worktree)) {
        if (last) {
          told.add(
              worktree
                  + ": a worktree that was made inside does not land, its branch does; make it with git"
                  + " worktree add");
        }
        return;
      }
      switch (new WorktreeLanding(host, folder, kept, worktree, last).land(agreed)) {
        case WorktreeLanding.Outcome.Agreed(String head) -> heads.put(worktree, head);
        case WorktreeLanding.Outcome.NotYet() -> {}
        case WorktreeLanding.Outcome.Refused(String why) -> {
          if (last) {
            told.add(where + " stay as they were outside: " + why + keptHead(worktree));
          }
        }
      }
    }

    /** Commits of a half-done rebase are on no branch. */
    private String keptHead(String worktree) throws IOException {
      String head = now.heads().getOrDefault(worktree, "");
      if (!RefTable.isId(head) || !isComplete(head) || ids.containsValue(head)) {
        return "";
      }
      String ref = "refs/" + Baseline.in(worktree, "HEAD");
      return "; where it was inside is " + keep(ref, head);
    }
  }

  /** What the copy's configuration is now is what the session begins with. */
  void settingsChanged() throws IOException {
    kept.beginWithSettings();
  }

  /** Returns the session's copy. */
  Path copy() {
    return kept.copy();
  }
}
