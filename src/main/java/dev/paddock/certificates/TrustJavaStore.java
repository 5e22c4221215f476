package dev.paddock.certificates;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;

/**
 * A Java trust store in the format JKS, which JDK 8 to 25 read whatever their default is
 * (keystore.type.compat).
 *
 * <p>Reading one with {@code KeyStore} parses every certificate, which takes 100 ms of a start. The
 * format is simple enough to do without: a magic number, a version, a count, the entries, and a
 * keyed SHA-1 over all of it (sun.security.provider.JavaKeyStore).
 */
final class TrustJavaStore {
  private static final int MAGIC = 0xFEEDFEED;
  private static final int VERSION = 2;
  private static final int TRUSTED_CERTIFICATE = 2;
  private static final int HEADER = 12;
  private static final int OFFSET_OF_COUNT = 8;
  private static final int DIGEST = 20;
  private static final String WHITENER = "Mighty Aphrodite";

  /** What every JDK's own trust store has; it guards against accidents only. */
  private static final String PASSWORD = "changeit";

  private TrustJavaStore() {}

  /** Tells whether it is in the format JKS. */
  static boolean isJks(byte[] store) {
    if (store.length < HEADER + DIGEST) {
      return false;
    }
    ByteBuffer header = ByteBuffer.wrap(store);
    return header.getInt() == MAGIC && header.getInt() == VERSION && header.getInt() >= 0;
  }

  /** Tells whether it is a JKS store that is whole. */
  static boolean isIntact(byte[] store) {
    return isJks(store)
        && Arrays.equals(
            digest(store, store.length - DIGEST),
            Arrays.copyOfRange(store, store.length - DIGEST, store.length));
  }

  /**
   * Reads a store of any format that this JDK knows and writes its trusted certificates as JKS.
   *
   * @throws IOException if it is none
   */
  static byte[] convert(byte[] store) throws IOException {
    try {
      KeyStore from = load(store);
      KeyStore to = KeyStore.getInstance("JKS");
      to.load(null, null);
      for (String alias : Collections.list(from.aliases())) {
        if (from.isCertificateEntry(alias)) {
          to.setCertificateEntry(alias, from.getCertificate(alias));
        }
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      to.store(bytes, PASSWORD.toCharArray());
      return bytes.toByteArray();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** Returns a JKS store with one trusted certificate more. */
  static byte[] with(byte[] store, String alias, X509Certificate certificate) {
    if (!isJks(store)) {
      throw new IllegalArgumentException("Not a JKS store");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(store.length + 4096);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      byte[] encoded = certificate.getEncoded();
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeInt(ByteBuffer.wrap(store).getInt(OFFSET_OF_COUNT) + 1);
      out.writeInt(TRUSTED_CERTIFICATE);
      out.writeUTF(alias);
      out.writeLong(certificate.getNotBefore().toInstant().toEpochMilli());
      out.writeUTF("X.509");
      out.writeInt(encoded.length);
      out.write(encoded);
      out.write(store, HEADER, store.length - HEADER - DIGEST);
      out.write(digest(bytes.toByteArray(), bytes.size()));
    } catch (IOException | CertificateEncodingException e) {
      throw new IllegalStateException("Memory can be written to, and a certificate encoded", e);
    }
    return bytes.toByteArray();
  }

  /** A store without a password reads nothing or everything, depending on how it was made. */
  private static KeyStore load(byte[] store) throws GeneralSecurityException, IOException {
    KeyStore keyStore = KeyStore.getInstance("PKCS12");
    try {
      keyStore.load(new ByteArrayInputStream(store), PASSWORD.toCharArray());
    } catch (IOException e) {
      keyStore.load(new ByteArrayInputStream(store), null);
    }
    return keyStore;
  }

  private static byte[] digest(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(PASSWORD.getBytes(StandardCharsets.UTF_16BE));
      digest.update(WHITENER.getBytes(StandardCharsets.UTF_8));
      digest.update(bytes, 0, length);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-1", e);
    }
  }
}
