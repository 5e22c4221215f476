package dev.paddock.certificates;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BMPString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1T61String;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.ASN1UniversalString;
import org.bouncycastle.asn1.ASN1VisibleString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * The hash by which OpenSSL finds a certificate in a directory (openssl-x509(1), -subject_hash):
 * the first four bytes, as a little-endian number, of SHA-1 over the name in its canonical form,
 * which is without the outermost sequence's header.
 */
final class TrustSubjectHash {
  private static final Charset UTF_32BE = Charset.forName("UTF-32BE");

  private TrustSubjectHash() {}

  /** Returns eight hexadecimal digits. */
  static String of(X509Certificate certificate) {
    X500Name name = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(canonical(name));
      int hash = ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN).getInt();
      return "%08x".formatted(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-1", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("A subject that can't be encoded", e);
    }
  }

  private static byte[] canonical(X500Name name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (RDN part : name.getRDNs()) {
      ASN1EncodableVector attributes = new ASN1EncodableVector();
      for (AttributeTypeAndValue attribute : part.getTypesAndValues()) {
        ASN1Encodable value = attribute.getValue();
        ASN1Encodable canonical =
            text(value)
                .<ASN1Encodable>map(text -> new DERUTF8String(canonical(text)))
                .orElse(value);
        attributes.add(new DERSequence(new ASN1Encodable[] {attribute.getType(), canonical}));
      }
      bytes.writeBytes(new DERSet(attributes).getEncoded(ASN1Encoding.DER));
    }
    return bytes.toByteArray();
  }

  /** The kinds of strings that OpenSSL makes canonical; any other value stays as it is. */
  private static Optional<String> text(ASN1Encodable value) {
    return switch (value) {
      case ASN1UTF8String text -> Optional.of(text.getString());
      case ASN1PrintableString text -> Optional.of(text.getString());
      case ASN1IA5String text -> Optional.of(text.getString());
      case ASN1VisibleString text -> Optional.of(text.getString());
      case ASN1BMPString text -> Optional.of(text.getString());
      case ASN1T61String text ->
          Optional.of(new String(text.getOctets(), StandardCharsets.ISO_8859_1));
      case ASN1UniversalString text -> Optional.of(new String(text.getOctets(), UTF_32BE));
      default -> Optional.empty();
    };
  }

  /** Small ASCII letters, and one blank where there was any white space between words. */
  private static String canonical(String text) {
    StringBuilder canonical = new StringBuilder();
    boolean blank = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' || (c >= '\t' && c <= '\r')) {
        blank = !canonical.isEmpty();
        continue;
      }
      if (blank) {
        canonical.append(' ');
        blank = false;
      }
      canonical.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return canonical.toString();
  }
}
