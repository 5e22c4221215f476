package dev.paddock.relay;

import dev.paddock.relay.RelayEvents.RefChange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;

/**
 * What becomes of one push, once its objects are in quarantine: refused, held, or passed on. All
 * refs or none.
 */
final class Pushing {
  private final OwnersGit git;
  private final Upstream upstream;
  private final Mirror mirror;
  private final RelaySettings settings;
  private final RelayEvents events;

  Pushing(
      OwnersGit git, Upstream upstream, Mirror mirror, RelaySettings settings, RelayEvents events) {
    this.git = git;
    this.upstream = upstream;
    this.mirror = mirror;
    this.settings = settings;
    this.events = events;
  }

  /** What became of it. */
  sealed interface Outcome {
    /** It is upstream. */
    record Passed(List<String> words) implements Outcome {}

    /** None of it is, for the reason that stands with each ref. */
    record Refused(Map<String, String> reasons) implements Outcome {}
  }

  /**
   * Decides, and does it.
   *
   * @param number which push of this session it is
   */
  Outcome handle(Quarantine quarantine, UpstreamRefs seen, List<RefChange> changes, String number) {
    try {
      Map<String, RelayRefusal> refusals = refusals(quarantine, seen, changes);
      if (!refusals.isEmpty()) {
        refusals.values().forEach(why -> events.refused(upstream.name(), why));
        return refused(changes, refusals);
      }
      Optional<RelayRefusal> held = hold(quarantine, seen, changes);
      if (held.isPresent()) {
        return all(changes, held.get());
      }
      return pass(quarantine, seen, changes, number);
    } catch (GitFailure e) {
      events.failed(upstream.name(), String.valueOf(e.getMessage()));
      return all(changes, e.refusal("The push to " + upstream.name()));
    } catch (IOException | RuntimeException e) {
      events.failed(upstream.name(), String.valueOf(e));
      return all(
          changes,
          new RelayRefusal(
              "git-check-failed",
              "The push could not be checked.",
              "The owner finds the cause in the session's log."));
    }
  }

  private Map<String, RelayRefusal> refusals(
      Quarantine quarantine, UpstreamRefs seen, List<RefChange> changes) throws IOException {
    PushPolicy policy = new PushPolicy(settings.rules());
    Map<String, RelayRefusal> refusals = new TreeMap<>();
    for (RefChange change : changes) {
      policy
          .refusal(RefUpdates.of(quarantine.repository(), change, seen))
          .ifPresent(why -> refusals.put(change.ref(), why));
    }
    return refusals;
  }

  private Optional<RelayRefusal> hold(
      Quarantine quarantine, UpstreamRefs seen, List<RefChange> changes) throws IOException {
    List<ObjectId> tips =
        changes.stream().map(change -> ObjectId.fromString(change.newId())).toList();
    List<ObjectId> known = seen.ids().values().stream().map(ObjectId::fromString).toList();
    List<Finding> findings =
        new ContentChecks(settings.limits().largestFile())
            .look(quarantine.repository(), tips, known);
    if (findings.isEmpty()) {
      return Optional.empty();
    }
    HeldPush held =
        new HeldStore(settings.folders().held())
            .keep(quarantine, mirror.folder(), upstream, settings.session(), changes, findings);
    String more = findings.size() > 1 ? " (and %d more)".formatted(findings.size() - 1) : "";
    RelayRefusal why =
        new RelayRefusal(
            findings.getFirst().rule(),
            "The push is held, not sent: " + findings.getFirst().text() + more + ".",
            "Leave it out of every commit of the push and push again, or ask the owner, who can"
                + " release it outside: paddock allow push "
                + held.id());
    events.held(upstream.name(), held.id(), changes, why);
    return Optional.of(why);
  }

  /** Before the commits that name them, as git-lfs does it. */
  private void sendLargeFiles(Quarantine quarantine, UpstreamRefs seen, List<RefChange> changes)
      throws GitFailure, IOException {
    Set<String> named =
        PointerFiles.in(
            quarantine.repository(),
            changes.stream().map(change -> ObjectId.fromString(change.newId())).toList(),
            seen.ids().values().stream().map(ObjectId::fromString).toList());
    new LargeFiles(git, upstream, mirror, settings.limits()).push(named);
  }

  private Outcome pass(
      Quarantine quarantine, UpstreamRefs seen, List<RefChange> changes, String number)
      throws GitFailure, IOException {
    sendLargeFiles(quarantine, seen, changes);
    List<String> words =
        OwnersPush.push(git, upstream, quarantine.folder(), changes, settings.limits());
    events.pushed(upstream.name(), changes);
    try {
      mirror.accept(quarantine.folder(), changes, settings.session() + "/" + number);
    } catch (GitFailure e) {
      // It is upstream, and must be told so; the next refresh mends the mirror.
      events.failed(upstream.name(), String.valueOf(e.getMessage()));
    }
    return new Outcome.Passed(words);
  }

  private static Outcome refused(List<RefChange> changes, Map<String, RelayRefusal> refusals) {
    Map<String, String> reasons = new TreeMap<>();
    for (RefChange change : changes) {
      RelayRefusal why = refusals.get(change.ref());
      reasons.put(
          change.ref(), why == null ? "not pushed, because another ref was refused" : why.text());
    }
    return new Outcome.Refused(reasons);
  }

  private static Outcome all(List<RefChange> changes, RelayRefusal why) {
    Map<String, String> reasons = new TreeMap<>();
    changes.forEach(change -> reasons.put(change.ref(), why.text()));
    return new Outcome.Refused(reasons);
  }
}
