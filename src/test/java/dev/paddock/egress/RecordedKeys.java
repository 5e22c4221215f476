package dev.paddock.egress;

import dev.paddock.credentials.Credential;
import dev.paddock.credentials.CredentialException;
import dev.paddock.credentials.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A store with one key, or none. */
final class RecordedKeys implements KeyStore {
  final AtomicInteger asked = new AtomicInteger();
  final List<String> rejected = new CopyOnWriteArrayList<>();
  volatile String key = Destinations.KEY;

  @Override
  public String key(Credential credential) throws CredentialException {
    asked.incrementAndGet();
    if (key.isEmpty()) {
      throw new CredentialException(
          "The credential example-token can't be had: its store is locked.");
    }
    return key;
  }

  @Override
  public void rejected(Credential credential) {
    rejected.add(credential.name());
  }
}
