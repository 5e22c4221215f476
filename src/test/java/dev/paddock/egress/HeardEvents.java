package dev.paddock.egress;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was told. */
final class HeardEvents implements EgressEvents {
  final List<Refusal> refused = new CopyOnWriteArrayList<>();
  final List<String> failed = new CopyOnWriteArrayList<>();
  final List<Destination> connected = new CopyOnWriteArrayList<>();
  final List<String> requested = new CopyOnWriteArrayList<>();

  @Override
  public void refused(Refusal refusal) {
    refused.add(refusal);
  }

  @Override
  public void failed(Destination destination, String problem) {
    failed.add(problem);
  }

  @Override
  public void connected(Destination destination) {
    connected.add(destination);
  }

  @Override
  public void requested(Destination destination, String method, String path, String credential) {
    requested.add((method + " " + path + " " + credential).strip());
  }

  List<String> rules() {
    return refused.stream().map(Refusal::rule).toList();
  }

  /** Everything that was told, as text. */
  String everything() {
    return refused + " " + failed + " " + requested;
  }
}
