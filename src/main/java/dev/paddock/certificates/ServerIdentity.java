package dev.paddock.certificates;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a server shows to be a certain host.
 *
 * @param key the private key of the first certificate
 * @param chain the host's certificate, then the authority's
 */
public record ServerIdentity(PrivateKey key, List<X509Certificate> chain) {
  /** Keeps a list that nobody changes. */
  public ServerIdentity {
    chain = List.copyOf(chain);
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "ServerIdentity[" + chain.getFirst().getSubjectX500Principal() + "]";
  }
}
