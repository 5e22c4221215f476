package dev.paddock.egress;

import dev.paddock.certificates.ServerIdentity;
import dev.paddock.certificates.SessionAuthority;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** Ends of TLS for tests. */
final class TestTls {
  private TestTls() {}

  static SSLContext server(SessionAuthority authority, String host) throws Exception {
    ServerIdentity identity = authority.leaf(host);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry(
        "host", identity.key(), new char[0], identity.chain().toArray(X509Certificate[]::new));
    KeyManagerFactory managers = KeyManagerFactory.getInstance("SunX509");
    managers.init(keys, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, new SecureRandom());
    return context;
  }

  static SSLContext client(SessionAuthority trusted) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {Rig.trust(trusted)}, new SecureRandom());
    return context;
  }

  /** Connects as a program inside does, which trusts the session's authority. */
  static Wire connect(int port, String host, String... protocols) throws Exception {
    return connect(Rig.AUTHORITY, port, host, protocols);
  }

  static Wire connect(SessionAuthority trusted, int port, String host, String... protocols)
      throws Exception {
    SSLSocket socket =
        (SSLSocket) client(trusted).getSocketFactory().createSocket("127.0.0.1", port);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setServerNames(java.util.List.of(new SNIHostName(host)));
    parameters.setApplicationProtocols(protocols);
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(10_000);
    socket.startHandshake();
    return new Wire(socket);
  }
}
