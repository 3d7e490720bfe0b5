package dev.sluice.health;

import static dev.sluice.base.Words.asIs;
import static dev.sluice.base.Words.words;

import dev.sluice.base.Words;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** What a connection's certificate says; that it is trusted is known by then. */
public final class Certificates {

  private static final int SOON_DAYS = 14;
  private static final Words TLS = words("TLS");

  private Certificates() {}

  /**
   * @param renewal what to do about one that ends soon
   */
  public static Finding of(Words group, SSLSession session, Instant now, Words renewal) {
    try {
      Certificate leaf = session.getPeerCertificates()[0];
      return leaf instanceof X509Certificate certificate
          ? of(group, certificate, session.getProtocol(), now, renewal)
          : Finding.ok(group, TLS, asIs(session.getProtocol()));
    } catch (SSLPeerUnverifiedException e) {
      return Finding.failed(group, TLS, words("no certificate was shown"), renewal);
    }
  }

  static Finding of(
      Words group, X509Certificate certificate, String protocol, Instant now, Words renewal) {
    Instant end = certificate.getNotAfter().toInstant();
    long days = Duration.between(now, end).toDays();
    Words seen =
        words(
            "{}, certificate by {} valid until {} ({} days)",
            protocol,
            name(certificate.getIssuerX500Principal().getName()),
            LocalDate.ofInstant(end, ZoneOffset.UTC),
            days);
    return days < SOON_DAYS
        ? Finding.warning(group, TLS, seen, renewal)
        : Finding.ok(group, TLS, seen);
  }

  /* The common name, else the organisation: what people call an authority. */
  private static String name(String distinguished) {
    try {
      for (String wanted : new String[] {"CN", "O"}) {
        for (Rdn part : new LdapName(distinguished).getRdns()) {
          if (part.getType().equalsIgnoreCase(wanted)) {
            return part.getValue().toString();
          }
        }
      }
    } catch (InvalidNameException e) {
      return distinguished;
    }
    return distinguished;
  }
}
