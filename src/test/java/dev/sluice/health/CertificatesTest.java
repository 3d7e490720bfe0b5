package dev.sluice.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.base.Words;
import dev.sluice.health.Finding.State;
import java.io.InputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class CertificatesTest {

  @Test
  void aCertificateThatEndsSoonIsWarnedOf() throws Exception {
    X509Certificate certificate;
    try (InputStream pem = CertificatesTest.class.getResourceAsStream("/net/server.pem")) {
      certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(Objects.requireNonNull(pem));
    }
    Instant end = certificate.getNotAfter().toInstant();
    Finding early =
        Certificates.of(
            Words.asIs("g"),
            certificate,
            "TLSv1.3",
            end.minus(Duration.ofDays(15)),
            Words.asIs("renew it"));
    assertThat(early.state()).isEqualTo(State.OK);
    assertThat(early.seen().text()).startsWith("TLSv1.3, certificate by ").endsWith(" (15 days)");
    Finding late =
        Certificates.of(
            Words.asIs("g"),
            certificate,
            "TLSv1.3",
            end.minus(Duration.ofDays(13)),
            Words.asIs("renew it"));
    assertThat(late.state()).isEqualTo(State.WARNING);
    assertThat(late.fix().text()).isEqualTo("renew it");
  }
}
