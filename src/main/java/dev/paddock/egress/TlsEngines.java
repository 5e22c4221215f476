package dev.paddock.egress;

import dev.paddock.certificates.ServerIdentity;
import dev.paddock.certificates.SessionAuthority;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * Makes the two ends of TLS: a client's towards destinations, and a server's that stands for them
 * inside. The first one of each host costs some milliseconds. Thread-safe.
 */
final class TlsEngines {
  private static final char[] NO_PASSWORD = {};

  private final SessionAuthority authority;
  private final SSLContext outside;
  private final Map<String, SSLContext> inside = new ConcurrentHashMap<>();

  TlsEngines(SessionAuthority authority, TrustManager trust) throws GeneralSecurityException {
    this.authority = authority;
    this.outside = SSLContext.getInstance("TLS");
    this.outside.init(null, new TrustManager[] {trust}, null);
  }

  /** Trusts only who is the destination itself. */
  SSLEngine client(Destination destination, List<String> protocols) {
    SSLEngine engine = outside.createSSLEngine(destination.host(), destination.port());
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setApplicationProtocols(protocols.toArray(String[]::new));
    if (!destination.isLiteral()) {
      parameters.setServerNames(List.of(new SNIHostName(destination.host())));
    }
    engine.setSSLParameters(parameters);
    return engine;
  }

  /** Shows a certificate of the session's authority; protocols are to be set yet. */
  SSLEngine server(Destination destination) {
    SSLEngine engine =
        inside.computeIfAbsent(destination.host(), this::serverContext).createSSLEngine();
    engine.setUseClientMode(false);
    return engine;
  }

  /** Says which protocol a server's end will speak; an empty text leaves it open. */
  static void choose(SSLEngine server, String protocol) {
    SSLParameters parameters = server.getSSLParameters();
    parameters.setApplicationProtocols(
        protocol.isEmpty() ? new String[0] : new String[] {protocol});
    server.setSSLParameters(parameters);
  }

  private SSLContext serverContext(String host) {
    try {
      ServerIdentity identity = authority.leaf(host);
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      keys.setKeyEntry(
          "host", identity.key(), NO_PASSWORD, identity.chain().toArray(X509Certificate[]::new));
      KeyManagerFactory managers = KeyManagerFactory.getInstance("SunX509");
      managers.init(keys, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("This JDK can't stand for a TLS server.", e);
    }
  }
}
