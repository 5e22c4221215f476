package dev.paddock.certificates;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Locale;

/**
 * The hash by which OpenSSL finds a certificate in a directory (openssl-x509(1), -subject_hash):
 * the first four bytes, as a little-endian number, of SHA-1 over the name in its canonical form,
 * which is in small letters and without the outermost sequence's header.
 */
final class TrustSubjectHash {
  private static final String PREFIX = "CN=";

  private TrustSubjectHash() {}

  /**
   * Returns eight hexadecimal digits.
   *
   * @throws IllegalArgumentException if the subject is not one common name of words with single
   *     blanks in ASCII, as the session's authority has it
   */
  static String of(X509Certificate certificate) {
    String subject = certificate.getSubjectX500Principal().getName();
    if (!subject.matches("CN=[A-Za-z0-9]+( [A-Za-z0-9]+)*")) {
      throw new IllegalArgumentException("Not a plain common name: " + subject);
    }
    String name = subject.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(CertificateText.relativeName(name));
      return "%08x".formatted(ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN).getInt());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-1", e);
    }
  }
}
