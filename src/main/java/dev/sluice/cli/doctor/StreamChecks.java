package dev.sluice.cli.doctor;

import dev.sluice.health.Certificates;
import dev.sluice.health.ClockSkew;
import dev.sluice.health.Finding;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether events reach a client one by one, through everything that stands in front. */
final class StreamChecks {

  static final String QUERY = "?events=6&everyMs=250";
  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String FLUSH = "stream";

  private StreamChecks() {}

  static String group(URI front) {
    return "address " + front;
  }

  /**
   * @param remote whether the gateway's clock may be another than ours
   */
  static List<Finding> of(URI front, Heard heard, Instant now, boolean remote) {
    String group = group(front);
    var findings = new ArrayList<Finding>();
    heard
        .tls()
        .map(tls ->
            Certificates.of(
                group, tls, now, "renew it where TLS ends: the proxy in front, or TLS_CERT"))
        .ifPresent(findings::add);
    Finding flush = flush(group, heard);
    findings.add(flush);
    if (remote && flush.state() != Finding.State.FAILED) {
      Heard.Arrival first = heard.arrivals().getFirst();
      findings.add(ClockSkew.between(group, first.gatewayTime(), first.ourTime(), "the gateway's"));
    }
    return findings;
  }

  private static Finding flush(String group, Heard heard) {
    if (heard.status() != 200 || !heard.header("content-type").startsWith("text/event-stream")) {
      return Finding.failed(group, FLUSH, answered(heard), passedOn(heard));
    }
    List<FrontProxy> proxies = FrontProxy.of(heard.headers());
    if (!heard.whole()) {
      return Finding.failed(
          group,
          FLUSH,
          "cut after " + seconds(heard.lastedMs()) + FrontProxy.through(proxies),
          FrontProxy.patient(proxies));
    }
    String seen = arrived(heard) + FrontProxy.through(proxies);
    if (2 * heard.arrivedOverMs() < heard.sentOverMs()) {
      return Finding.failed(group, FLUSH, "held back: " + seen, FrontProxy.unbuffered(proxies));
    }
    String encoding = heard.header("content-encoding");
    return encoding.isEmpty()
        ? Finding.ok(group, FLUSH, seen)
        : Finding.warning(
            group, FLUSH, seen + ", compressed as " + encoding, FrontProxy.unbuffered(proxies));
  }

  private static String arrived(Heard heard) {
    return heard.arrivals().size()
        + " events sent over "
        + seconds(heard.sentOverMs())
        + " arrived over "
        + seconds(heard.arrivedOverMs());
  }

  private static String answered(Heard heard) {
    String location = heard.header("location");
    return "answers "
        + heard.status()
        + " "
        + heard.header("content-type")
        + (location.isEmpty() ? "" : " and points to " + location)
        + FrontProxy.through(FrontProxy.of(heard.headers()));
  }

  private static String passedOn(Heard heard) {
    return switch (heard.status() / 100) {
      case 3 -> "clients follow no redirect: use the address that it points to";
      case 5 -> "what stands in front does not reach the gateway: check its upstream address";
      default ->
          heard.status() == 401 || heard.status() == 403
              ? "check the access key, and that what stands in front passes x-api-key and"
                  + " authorization on"
              : "check the address, and that what stands in front passes every path on";
    };
  }

  static String seconds(long ms) {
    return String.format(Locale.ROOT, "%.1f s", ms / 1000.0);
  }
}
