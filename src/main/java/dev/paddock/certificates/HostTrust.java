package dev.paddock.certificates;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom the supervisor trusts in its own connections outside: whom the JDK trusts, and whom the
 * machine and the caller do (its PEM bundles and {@code SSL_CERT_FILE}). The session's own
 * authority is never among them.
 *
 * <p>Certificates are read at the first connection, since they take some 100 ms. The name of the
 * host is checked only if the TLS engine asks for it (endpoint identification "HTTPS", {@code
 * SSLParameters}). Thread-safe.
 */
public final class HostTrust extends X509ExtendedTrustManager {
  private final TrustLocations locations;
  private final String ownFile;
  private @Nullable X509ExtendedTrustManager loaded;

  HostTrust(TrustLocations locations, String ownFile) {
    this.locations = locations;
    this.ownFile = ownFile;
  }

  /** Trusts what this machine and its caller, who has these variables, trust. */
  public static HostTrust of(Map<String, String> environment) {
    return new HostTrust(TrustLocations.read(), environment.getOrDefault("SSL_CERT_FILE", ""));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    delegate().checkServerTrusted(chain, type, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    delegate().checkServerTrusted(chain, type, socket);
  }

  /** Checks the chain only; whoever calls this has to compare the host's name. */
  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    delegate().checkServerTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw noClients();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw noClients();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw noClients();
  }

  /** Returns nothing: only servers, which ask clients for certificates, need it. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  /** Returns the certificates that this JDK trusts. */
  static List<X509Certificate> builtIn() throws GeneralSecurityException {
    return List.of(manager(null).getAcceptedIssuers());
  }

  private static CertificateException noClients() {
    return new CertificateException("The supervisor is a client only");
  }

  private synchronized X509ExtendedTrustManager delegate() throws CertificateException {
    X509ExtendedTrustManager manager = loaded;
    if (manager == null) {
      try {
        manager = manager(store());
      } catch (GeneralSecurityException | IOException e) {
        throw new CertificateException("The machine's certificates can't be read", e);
      }
      loaded = manager;
    }
    return manager;
  }

  private KeyStore store() throws GeneralSecurityException, IOException {
    Set<Certificate> trusted = new LinkedHashSet<>(builtIn());
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    for (byte[] bundle : TrustMachine.bundles(locations).values()) {
      trusted.addAll(parse(factory, TrustPem.certificates(bundle)));
    }
    if (!ownFile.isEmpty()) {
      try {
        trusted.addAll(
            parse(factory, TrustMachine.ownFile(Path.of(ownFile).toString()).certificates()));
      } catch (IOException e) {
        // The caller's own programs would not find it either; the plan for inside tells the person.
      }
    }
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    int index = 0;
    for (Certificate certificate : trusted) {
      store.setCertificateEntry("trusted-" + index++, certificate);
    }
    return store;
  }

  /** One by one: a single certificate that this JDK can't read must not cost the others. */
  private static List<Certificate> parse(CertificateFactory factory, byte[] pem) {
    return TrustPem.split(pem).flatMap(one -> parseOne(factory, one)).toList();
  }

  private static Stream<Certificate> parseOne(CertificateFactory factory, byte[] pem) {
    try {
      return Stream.of(factory.generateCertificate(new ByteArrayInputStream(pem)));
    } catch (CertificateException e) {
      return Stream.empty();
    }
  }

  private static X509ExtendedTrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager extended) {
        return extended;
      }
    }
    throw new CertificateException("This JDK has no " + X509TrustManager.class.getSimpleName());
  }
}
