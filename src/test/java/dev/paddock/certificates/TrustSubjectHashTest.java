package dev.paddock.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNumericString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERT61String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.DERUniversalString;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrustSubjectHashTest {
  static Stream<X500Name> names() {
    return Stream.of(
        new X500Name("CN=Paddock session"),
        new X500Name("C=DE,O=Example\\, Inc.,OU=A  B   c,CN=  Blanks \t around  "),
        new X500Name("CN=Ünïcode Größe ÄÖ,L=東京"),
        new X500Name("O=Two+OU=In one,CN=Several values"),
        one(new DERPrintableString("Printable  TEXT")),
        one(new DERIA5String("IA5@Example.COM")),
        one(new DERBMPString("BMP Ünï")),
        one(new DERT61String("T61 Text")),
        one(new DERNumericString("0123 45")),
        one(
            new DERUniversalString(
                "UNIVERSAL".getBytes(java.nio.charset.Charset.forName("UTF-32BE")))),
        one(new DERUTF8String("")));
  }

  @ParameterizedTest
  @MethodSource("names")
  @EnabledIf("opensslIsThere")
  void itIsTheHashThatOpensslComputes(X500Name name) throws Exception {
    TrustAuthority authority = TrustAuthority.named(name);
    assertThat(TrustSubjectHash.of(authority.certificate())).isEqualTo(openssl(authority.pem()));
  }

  /** So that something is tested where there is no openssl: it was asked once. */
  @Test
  void theHashOfASimpleNameIsTheKnownOne() throws Exception {
    TrustAuthority authority = TrustAuthority.named("CN=Paddock session");
    assertThat(TrustSubjectHash.of(authority.certificate())).isEqualTo("83326df3");
  }

  @Test
  void namesThatDifferInCaseAndBlanksOnlyHaveTheSameHash() throws Exception {
    assertThat(TrustSubjectHash.of(TrustAuthority.named("CN=A  b C").certificate()))
        .isEqualTo(TrustSubjectHash.of(TrustAuthority.named("CN=a B c").certificate()))
        .isNotEqualTo(TrustSubjectHash.of(TrustAuthority.named("CN=ab c").certificate()));
  }

  static boolean opensslIsThere() {
    return Files.isExecutable(Path.of("/usr/bin/openssl"));
  }

  private static X500Name one(ASN1Encodable value) {
    return new X500NameBuilder()
        .addMultiValuedRDN(
            new AttributeTypeAndValue[] {new AttributeTypeAndValue(BCStyle.CN, value)})
        .build();
  }

  private static String openssl(String pem) throws Exception {
    Process process =
        new ProcessBuilder(List.of("/usr/bin/openssl", "x509", "-noout", "-hash"))
            .redirectErrorStream(true)
            .start();
    try (var out = process.getOutputStream()) {
      out.write(pem.getBytes(StandardCharsets.US_ASCII));
    }
    String hash = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(process.waitFor()).as(hash).isZero();
    return hash.strip();
  }
}
