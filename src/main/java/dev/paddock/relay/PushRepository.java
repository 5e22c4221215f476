package dev.paddock.relay;

import dev.paddock.relay.RelayEvents.RefChange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;

/**
 * Takes pushes with JGit, each into a {@link Quarantine}, and lets {@link Pushing} decide about all
 * of its refs at once. Thread-safe.
 */
final class PushRepository implements ServedRepository {
  private final Upstream upstream;
  private final Mirror mirror;
  private final RelaySettings settings;
  private final RelayEvents events;
  private final Pushing pushing;
  private final LfsStore largeFiles;
  private final AtomicInteger pushes;

  PushRepository(
      OwnersGit git,
      Upstream upstream,
      Mirror mirror,
      RelaySettings settings,
      RelayEvents events,
      AtomicInteger pushes) {
    this.upstream = upstream;
    this.mirror = mirror;
    this.settings = settings;
    this.events = events;
    this.largeFiles = new LargeFiles(git, upstream, mirror, settings.limits());
    this.pushing = new Pushing(git, upstream, mirror, settings, events);
    this.pushes = pushes;
  }

  @Override
  public void advertise(String protocol, OutputStream out) throws IOException, RelayRefusal {
    UpstreamRefs seen = refresh();
    try (Quarantine quarantine = quarantine(seen)) {
      PacketLineOut lines = new PacketLineOut(out);
      lines.writeString("# service=" + GitService.RECEIVE_PACK.command() + "\n");
      lines.end();
      receiver(quarantine).sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
      lines.flush();
    }
  }

  @Override
  public void answer(String protocol, InputStream in, OutputStream out)
      throws IOException, RelayRefusal {
    receive(in, out, OutputStream.nullOutputStream(), false);
  }

  @Override
  public int converse(String protocol, InputStream in, OutputStream out, OutputStream err)
      throws IOException, RelayRefusal {
    receive(in, out, err, true);
    return 0;
  }

  @Override
  public LfsStore largeFiles() {
    return largeFiles;
  }

  private void receive(InputStream in, OutputStream out, OutputStream err, boolean conversation)
      throws IOException, RelayRefusal {
    UpstreamRefs seen = refresh();
    try (Quarantine quarantine = quarantine(seen)) {
      ReceivePack receiver = receiver(quarantine);
      receiver.setBiDirectionalPipe(conversation);
      receiver.setPreReceiveHook((pack, pending) -> decide(pack, quarantine, seen));
      receiver.receive(in, out, err);
    }
  }

  private UpstreamRefs refresh() throws RelayRefusal {
    try {
      return mirror.refresh();
    } catch (GitFailure e) {
      events.failed(upstream.name(), String.valueOf(e.getMessage()));
      throw e.refusal("Asking " + upstream.name() + " what it has");
    }
  }

  private Quarantine quarantine(UpstreamRefs seen) throws IOException {
    return new Quarantine(
        settings.folders().held().resolve("incoming").resolve(UUID.randomUUID().toString()),
        mirror.folder(),
        seen);
  }

  private ReceivePack receiver(Quarantine quarantine) {
    ReceivePack receiver = new ReceivePack(quarantine.repository());
    receiver.setAdvertiseRefsHook(new EverydayRefs());
    // What would be refused here gets no reason; the policy gives one.
    receiver.setAllowCreates(true);
    receiver.setAllowDeletes(true);
    receiver.setAllowNonFastForwards(true);
    receiver.setAtomic(true);
    receiver.setAllowPushOptions(false);
    receiver.setCheckReceivedObjects(true);
    receiver.setObjectChecker(new ObjectChecker());
    receiver.setCheckReferencedObjectsAreReachable(true);
    receiver.setMaxObjectSizeLimit(settings.limits().largestPush());
    receiver.setMaxPackSizeLimit(settings.limits().largestPush());
    return receiver;
  }

  private void decide(ReceivePack receiver, Quarantine quarantine, UpstreamRefs seen) {
    Collection<ReceiveCommand> commands = receiver.getAllCommands();
    List<RefChange> changes =
        commands.stream()
            .map(c -> new RefChange(c.getRefName(), c.getOldId().name(), c.getNewId().name()))
            .toList();
    switch (pushing.handle(quarantine, seen, changes, String.valueOf(pushes.incrementAndGet()))) {
      case Pushing.Outcome.Passed(List<String> words) -> {
        words.forEach(receiver::sendMessage);
        commands.forEach(command -> command.setResult(ReceiveCommand.Result.OK));
      }
      case Pushing.Outcome.Refused(Map<String, String> reasons) -> {
        reasons.values().stream().distinct().forEach(receiver::sendMessage);
        for (ReceiveCommand command : commands) {
          command.setResult(
              ReceiveCommand.Result.REJECTED_OTHER_REASON,
              reasons.getOrDefault(command.getRefName(), "refused"));
        }
      }
    }
  }
}
