package dev.paddock.certificates;

import static dev.paddock.certificates.CertificateText.criticalExtension;
import static dev.paddock.certificates.CertificateText.extension;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The certificate authority of one session. Its key is nowhere but in this object. Thread-safe.
 *
 * <p>The authority's key is on P-384, hosts' keys are on P-256: the JDK's first use of P-256 builds
 * tables for 55 to 90 ms, which a session that opens no connection need not wait for.
 */
public final class SessionAuthority {
  private static final String NAME = "Paddock session";
  private static final Duration BEFORE = Duration.ofHours(1);
  private static final Duration OWN_LIFE = Duration.ofDays(30);
  private static final Duration HOST_LIFE = Duration.ofDays(7);

  private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
  private static final String KEY_USAGE = "2.5.29.15";
  private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
  private static final String BASIC_CONSTRAINTS = "2.5.29.19";
  private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
  private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
  private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";

  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;
  private static final Pattern HOST =
      Pattern.compile("(?=.{1,253}$)[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final int LONGEST_COMMON_NAME = 64;

  private final SecureRandom random;
  private final PrivateKey key;
  private final PublicKey publicKey;
  private final byte[] encoded;
  private final Map<String, ServerIdentity> identities = new ConcurrentHashMap<>();

  private SessionAuthority(SecureRandom random, KeyPair keys, byte[] encoded) {
    this.random = random;
    this.key = keys.getPrivate();
    this.publicKey = keys.getPublic();
    this.encoded = encoded;
  }

  /**
   * Makes an authority with a new key.
   *
   * @throws IllegalStateException if this JDK lacks elliptic curves
   */
  public static SessionAuthority create() {
    try {
      SecureRandom random = new SecureRandom();
      KeyPair keys = keys("secp384r1", random);
      Instant now = Instant.now();
      byte[] encoded =
          new CertificateText(
                  serial(random),
                  NAME,
                  NAME,
                  keys.getPublic(),
                  now.minus(BEFORE),
                  now.plus(OWN_LIFE),
                  List.of(
                      criticalExtension(
                          BASIC_CONSTRAINTS, Der.sequence(Der.yes(), Der.integer(BigInteger.ZERO))),
                      criticalExtension(KEY_USAGE, Der.bits(2, new byte[] {0x04})),
                      extension(
                          SUBJECT_KEY_IDENTIFIER,
                          Der.octets(CertificateText.identifier(keys.getPublic())))))
              .sign(keys.getPrivate());
      return new SessionAuthority(random, keys, encoded);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK can't make the session's certificate.", e);
    }
  }

  /** Returns the authority's own certificate; to parse it is left to those who need it. */
  public X509Certificate certificate() {
    try {
      return parsed(encoded);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The session's certificate can't be read.", e);
    }
  }

  /** Returns the authority's own certificate as text (RFC 7468), with a line feed at its end. */
  public String pem() {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
        + "\n-----END CERTIFICATE-----\n";
  }

  /**
   * Returns a certificate for one host, and its key; the same ones for the same host.
   *
   * @param host a name in lower case without a dot at its end, or an IPv4 address
   * @throws IllegalArgumentException if it is neither
   */
  public ServerIdentity leaf(String host) {
    return identities.computeIfAbsent(host, this::makeLeaf);
  }

  private ServerIdentity makeLeaf(String host) {
    try {
      KeyPair keys = keys("secp256r1", random);
      Instant now = Instant.now();
      byte[] leaf =
          new CertificateText(
                  serial(random),
                  NAME,
                  host.length() > LONGEST_COMMON_NAME ? "Paddock host" : host,
                  keys.getPublic(),
                  now.minus(BEFORE),
                  now.plus(HOST_LIFE),
                  leafExtensions(host, keys.getPublic()))
              .sign(key);
      return new ServerIdentity(keys.getPrivate(), List.of(parsed(leaf), certificate()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK can't make a certificate for " + host + ".", e);
    }
  }

  private List<byte[]> leafExtensions(String host, PublicKey hostKey)
      throws GeneralSecurityException {
    return List.of(
        extension(SUBJECT_ALTERNATIVE_NAME, Der.sequence(alternativeName(host))),
        criticalExtension(KEY_USAGE, Der.bits(7, new byte[] {(byte) 0x80})),
        extension(EXTENDED_KEY_USAGE, Der.sequence(Der.oid(SERVER_AUTHENTICATION))),
        extension(
            AUTHORITY_KEY_IDENTIFIER,
            Der.sequence(Der.tagged(0, false, CertificateText.identifier(publicKey)))),
        extension(SUBJECT_KEY_IDENTIFIER, Der.octets(CertificateText.identifier(hostKey))));
  }

  private static byte[] alternativeName(String host) {
    if (IPV4.matcher(host).matches()) {
      return Der.tagged(IP_ADDRESS, false, address(host));
    }
    if (!HOST.matcher(host).matches()) {
      throw new IllegalArgumentException("This is no name of a host.");
    }
    return Der.tagged(DNS_NAME, false, host.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] address(String host) {
    byte[] address = new byte[4];
    String[] numbers = host.split("\\.", -1);
    for (int i = 0; i < address.length; i++) {
      int number = Integer.parseInt(numbers[i]);
      if (number > 255) {
        throw new IllegalArgumentException("This is no IPv4 address.");
      }
      address[i] = (byte) number;
    }
    return address;
  }

  private static X509Certificate parsed(byte[] encoded) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(encoded));
  }

  private static KeyPair keys(String curve, SecureRandom random) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve), random);
    return generator.generateKeyPair();
  }

  private static BigInteger serial(SecureRandom random) {
    return new BigInteger(127, random).setBit(126);
  }
}
