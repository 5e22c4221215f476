package dev.paddock.sandbox;

import dev.paddock.linux.Descriptor;
import dev.paddock.linux.DescriptorPassing;
import dev.paddock.linux.LinuxException;
import dev.paddock.linux.Loopback;
import dev.paddock.linux.Mounts;
import dev.paddock.linux.ResourceLimit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * Runs through what {@link InitStage} does, for the JDK's AOT cache to learn its classes, in a
 * process that needs no privilege and changes nothing: what would need one fails, which is
 * expected.
 */
public final class InitTraining {
  private static final String NOWHERE = "/proc/self/paddock-training";

  /** The address has bits beyond the prefix, so the kernel refuses it, also to root. */
  private static final InitStep INVALID_ROUTE = new InitStep.Route("198.18.0.1", 15);

  private InitTraining() {}

  /** Runs once and ends normally, as the JDK needs it to write a cache. */
  public static void main(String[] arguments) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    plan().writeTo(new DataOutputStream(bytes));
    InitPlan plan =
        InitPlan.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    Descriptor.closeOnExecFrom(InitStage.CONTROL);
    ResourceLimit.of(ResourceLimit.CORE, 0).apply();
    for (Step step : List.<Step>of(Loopback::up, () -> Mounts.devpts(NOWHERE))) {
      attempt(step);
    }
    StagedTrees trees = new StagedTrees();
    NamespaceListeners listeners = new NamespaceListeners();
    for (InitStep step : plan.steps()) {
      attempt(() -> InitStage.perform(step, trees, listeners));
    }
    pass(listeners);
    attempt(InitTraining::makeSocket);
    attempt(() -> InitStage.become(plan.launch()));
  }

  private static void pass(NamespaceListeners listeners) throws IOException {
    Descriptor[] pair = Descriptor.socketPair();
    List<Descriptor> sockets = listeners.sockets();
    DescriptorPassing.send(pair[0], sockets);
    DescriptorPassing.receive(pair[1], sockets.size()).forEach(Descriptor::close);
    listeners.close();
    for (Descriptor end : pair) {
      end.close();
    }
  }

  /** What {@link SocketStage} does, which is started with the same cache. */
  private static void makeSocket() throws IOException {
    Descriptor[] pair = Descriptor.socketPair();
    pair[0].write(new byte[] {SocketStage.IPV4}, 0, 1);
    pair[0].close();
    try (Descriptor control = pair[1]) {
      SocketStage.serve(control);
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void attempt(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      if (!(e instanceof LinuxException) && e.getMessage() == null) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static InitPlan plan() {
    List<InitStep> steps =
        List.of(
            new InitStep.MountScratch(NOWHERE, 4096),
            new InitStep.MakeDirectory(NOWHERE, 0755),
            new InitStep.WriteFile(NOWHERE, 0644, new byte[1]),
            new InitStep.MountOverlay(NOWHERE, NOWHERE, NOWHERE, NOWHERE),
            new InitStep.StageTree("/proc", 0, 0, NOWHERE),
            new InitStep.Seal(NOWHERE, "a", 0, 0),
            INVALID_ROUTE,
            new InitStep.Listen("127.0.0.1", 0, false),
            new InitStep.Listen("192.0.2.1", 0, true),
            new InitStep.MountTerminals(NOWHERE));
    Launch launch =
        new Launch(NOWHERE, List.of("a"), "b", List.of("c=d"), new byte[8], List.of(), "");
    return new InitPlan(steps, launch);
  }
}
