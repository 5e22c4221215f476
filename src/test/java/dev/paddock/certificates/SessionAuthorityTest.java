package dev.paddock.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionAuthorityTest {
  private static final SessionAuthority AUTHORITY = SessionAuthority.create();

  @Test
  void itsOwnCertificateIsAnAuthoritysThatSignsNoFurtherAuthorities() throws Exception {
    X509Certificate certificate = AUTHORITY.certificate();
    certificate.verify(certificate.getPublicKey());
    certificate.checkValidity();
    assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=Paddock session");
    assertThat(certificate.getBasicConstraints()).isZero();
    assertThat(certificate.getKeyUsage())
        .containsExactly(false, false, false, false, false, true, false, false, false);
    assertThat(certificate.getCriticalExtensionOIDs()).containsOnly("2.5.29.15", "2.5.29.19");
    assertThat(certificate.getExtensionValue("2.5.29.14")).isNotNull();
    assertThat(certificate.getSerialNumber().signum()).isPositive();
  }

  @Test
  void itIsValidFromAnHourAgoForThirtyDays() {
    X509Certificate certificate = AUTHORITY.certificate();
    assertThat(certificate.getNotBefore().toInstant())
        .isBefore(Instant.now().minus(Duration.ofMinutes(59)));
    assertThat(certificate.getNotAfter().toInstant())
        .isBetween(
            Instant.now().plus(Duration.ofDays(29)), Instant.now().plus(Duration.ofDays(30)));
  }

  @Test
  void itsTextIsItsCertificate() throws Exception {
    assertThat(
            CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new ByteArrayInputStream(AUTHORITY.pem().getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo(AUTHORITY.certificate());
    assertThat(AUTHORITY.pem()).endsWith("-----END CERTIFICATE-----\n");
  }

  @Test
  void aHostsCertificateIsValidForThatHostAndLeadsToTheAuthority() throws Exception {
    ServerIdentity identity = AUTHORITY.leaf("api.example.com");
    X509Certificate leaf = identity.chain().getFirst();
    assertThat(leaf.getSubjectAlternativeNames()).containsExactly(List.of(2, "api.example.com"));
    assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
    assertThat(leaf.getNotAfter().toInstant()).isBefore(Instant.now().plus(Duration.ofDays(7)));
    CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf));
    PKIXParameters parameters =
        new PKIXParameters(Set.of(new TrustAnchor(AUTHORITY.certificate(), null)));
    parameters.setRevocationEnabled(false);
    assertThat(CertPathValidator.getInstance("PKIX").validate(path, parameters)).isNotNull();
  }

  @Test
  void anAddressIsNamedAsAnAddress() throws Exception {
    assertThat(AUTHORITY.leaf("203.0.113.7").chain().getFirst().getSubjectAlternativeNames())
        .containsExactly(List.of(7, "203.0.113.7"));
  }

  @Test
  void theSameHostGetsTheSameCertificate() {
    assertThat(AUTHORITY.leaf("one.example.com")).isSameAs(AUTHORITY.leaf("one.example.com"));
  }

  @Test
  void aNameTooLongForACommonNameStandsAmongTheAlternativeNames() throws Exception {
    String host = "a".repeat(60) + "." + "b".repeat(60) + ".example.com";
    assertThat(AUTHORITY.leaf(host).chain().getFirst().getSubjectAlternativeNames())
        .containsExactly(List.of(2, host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*.example.com", "a b", "a,CN=b", "UPPER.example", "a..b", "300.1.1.1"})
  void whatIsNoNameOfAHostGetsNoCertificate(String host) {
    assertThatIllegalArgumentException().isThrownBy(() -> AUTHORITY.leaf(host));
  }

  @Test
  void anotherSessionsAuthorityIsNotTrusted() throws Exception {
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    anchors.setCertificateEntry("session", AUTHORITY.certificate());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(anchors);
    X509Certificate foreign = SessionAuthority.create().leaf("api.example.com").chain().getFirst();
    X509TrustManager manager = (X509TrustManager) trust.getTrustManagers()[0];
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> manager.checkServerTrusted(new X509Certificate[] {foreign}, "ECDHE_ECDSA")))
        .isInstanceOf(java.security.cert.CertificateException.class);
  }

  @Test
  void theKeyIsNotInTheTextOfAnIdentity() {
    assertThat(AUTHORITY.leaf("x.example.com").toString())
        .isEqualTo("ServerIdentity[CN=x.example.com]");
  }
}
