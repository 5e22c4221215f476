package dev.paddock.certificates;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What a certificate says, before it is signed (RFC 5280 4.1).
 *
 * @param serial positive, at most 20 bytes
 * @param issuer the issuer's common name
 * @param subject the holder's common name
 * @param key the holder's key
 * @param from when it begins to be valid
 * @param until when it ends
 * @param extensions each a DER value
 */
record CertificateText(
    BigInteger serial,
    String issuer,
    String subject,
    PublicKey key,
    Instant from,
    Instant until,
    List<byte[]> extensions) {
  private static final String COMMON_NAME = "2.5.4.3";
  private static final String ECDSA_WITH_SHA384 = "1.2.840.10045.4.3.3";
  private static final BigInteger VERSION_3 = BigInteger.TWO;

  /** Signs it with a P-384 key; returns DER. */
  byte[] sign(PrivateKey issuerKey) throws GeneralSecurityException {
    byte[] algorithm = Der.sequence(Der.oid(ECDSA_WITH_SHA384));
    byte[] content =
        Der.sequence(
            Der.tagged(0, true, Der.integer(VERSION_3)),
            Der.integer(serial),
            algorithm,
            name(issuer),
            Der.sequence(Der.time(from), Der.time(until)),
            name(subject),
            key.getEncoded(),
            Der.tagged(3, true, Der.sequence(extensions.toArray(byte[][]::new))));
    Signature signature = Signature.getInstance("SHA384withECDSA");
    signature.initSign(issuerKey);
    signature.update(content);
    return Der.sequence(content, algorithm, Der.bits(0, signature.sign()));
  }

  static byte[] extension(String oid, byte[] value) {
    return Der.sequence(Der.oid(oid), Der.octets(value));
  }

  static byte[] criticalExtension(String oid, byte[] value) {
    return Der.sequence(Der.oid(oid), Der.yes(), Der.octets(value));
  }

  /** Names a key: the beginning of its hash (RFC 7093 section 2, method 4). */
  static byte[] identifier(PublicKey key) throws GeneralSecurityException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
    return Arrays.copyOf(hash, 20);
  }

  /** A name's only part, the common name. */
  static byte[] relativeName(String commonName) {
    return Der.set(Der.sequence(Der.oid(COMMON_NAME), Der.text(commonName)));
  }

  private static byte[] name(String commonName) {
    return Der.sequence(relativeName(commonName));
  }
}
