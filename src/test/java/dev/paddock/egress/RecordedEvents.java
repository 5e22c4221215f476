package dev.paddock.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** Keeps what is told, for tests. */
final class RecordedEvents implements EgressEvents {
  final List<Refusal> refusals = new CopyOnWriteArrayList<>();
  final List<String> failures = new CopyOnWriteArrayList<>();
  final List<String> connections = new CopyOnWriteArrayList<>();

  /** Method, path and the credential's name. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  @Override
  public void refused(Refusal refusal) {
    refusals.add(refusal);
  }

  @Override
  public void failed(Destination destination, String problem) {
    failures.add(problem);
  }

  @Override
  public void connected(Destination destination) {
    connections.add(destination.text());
  }

  @Override
  public void requested(Destination destination, String method, String path, String credential) {
    requests.add((method + " " + path + " " + credential).strip());
  }

  List<String> rules() {
    return refusals.stream().map(Refusal::rule).toList();
  }

  /** Returns everything that was told, as text. */
  String everything() {
    return refusals + " " + failures + " " + requests;
  }

  static void eventually(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + 5_000_000_000L;
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.sleep(10);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
