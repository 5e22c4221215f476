package dev.paddock.certificates;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Certificates as PEM text (RFC 7468). */
final class TrustPem {
  private static final Pattern CERTIFICATE =
      Pattern.compile(
          "-----BEGIN (?<label>(?:TRUSTED |X509 )?CERTIFICATE)-----[^-]*-----END \\k<label>-----");

  private TrustPem() {}

  /**
   * Returns the certificates of a text and nothing else: a file that a caller names may hold a
   * private key as well, and that must not come in with them.
   */
  static byte[] certificates(byte[] text) {
    ByteArrayOutputStream found = new ByteArrayOutputStream();
    split(text)
        .forEach(
            certificate -> {
              found.writeBytes(certificate);
              found.write('\n');
            });
    return found.toByteArray();
  }

  /** Returns each certificate of a text by itself. */
  static Stream<byte[]> split(byte[] text) {
    return CERTIFICATE
        .matcher(new String(text, StandardCharsets.ISO_8859_1))
        .results()
        .map(result -> result.group().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Writes certificates as text. */
  static byte[] of(Collection<X509Certificate> certificates) throws CertificateEncodingException {
    StringBuilder text = new StringBuilder();
    Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
    for (X509Certificate certificate : certificates) {
      text.append("-----BEGIN CERTIFICATE-----\n")
          .append(encoder.encodeToString(certificate.getEncoded()))
          .append("\n-----END CERTIFICATE-----\n");
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** Puts one text behind another, whether or not the first one ends its last line. */
  static byte[] join(byte[] first, byte[] second) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream(first.length + second.length + 1);
    joined.writeBytes(first);
    if (first.length > 0 && first[first.length - 1] != '\n') {
      joined.write('\n');
    }
    joined.writeBytes(second);
    return joined.toByteArray();
  }
}
