package dev.sluice.cli.doctor;

import static dev.sluice.base.Words.asIs;
import static dev.sluice.base.Words.words;

import dev.sluice.base.Words;
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
  private static final Words FLUSH = words("stream");

  private StreamChecks() {}

  static Words group(URI front) {
    return words("address {}", front);
  }

  /**
   * @param remote whether the gateway's clock may be another than ours
   */
  static List<Finding> of(URI front, Heard heard, Instant now, boolean remote) {
    Words group = group(front);
    var findings = new ArrayList<Finding>();
    heard
        .tls()
        .map(tls ->
            Certificates.of(
                group, tls, now, words("renew it where TLS ends: the proxy in front, or TLS_CERT")))
        .ifPresent(findings::add);
    Finding flush = flush(group, heard);
    findings.add(flush);
    if (remote && flush.state() != Finding.State.FAILED) {
      Heard.Arrival first = heard.arrivals().getFirst();
      findings.add(
          ClockSkew.between(group, first.gatewayTime(), first.ourTime(), words("the gateway's")));
    }
    return findings;
  }

  private static Finding flush(Words group, Heard heard) {
    if (heard.status() != 200 || !heard.header("content-type").startsWith("text/event-stream")) {
      return Finding.failed(group, FLUSH, answered(heard), passedOn(heard));
    }
    List<FrontProxy> proxies = FrontProxy.of(heard.headers());
    if (!heard.whole()) {
      return Finding.failed(
          group,
          FLUSH,
          words("cut after {}{}", seconds(heard.lastedMs()), FrontProxy.through(proxies)),
          asIs(FrontProxy.patient(proxies)));
    }
    Words seen = words("{}{}", arrived(heard), FrontProxy.through(proxies));
    Words unbuffered = asIs(FrontProxy.unbuffered(proxies));
    if (2 * heard.arrivedOverMs() < heard.sentOverMs()) {
      return Finding.failed(group, FLUSH, words("held back: {}", seen), unbuffered);
    }
    String encoding = heard.header("content-encoding");
    return encoding.isEmpty()
        ? Finding.ok(group, FLUSH, seen)
        : Finding.warning(group, FLUSH, words("{}, compressed as {}", seen, encoding), unbuffered);
  }

  private static Words arrived(Heard heard) {
    return words(
        "{} events sent over {} arrived over {}",
        heard.arrivals().size(),
        seconds(heard.sentOverMs()),
        seconds(heard.arrivedOverMs()));
  }

  private static Words answered(Heard heard) {
    String location = heard.header("location");
    return words(
        "answers {} {}{}{}",
        heard.status(),
        heard.header("content-type"),
        location.isEmpty() ? "" : " and points to " + location,
        FrontProxy.through(FrontProxy.of(heard.headers())));
  }

  private static Words passedOn(Heard heard) {
    return switch (heard.status() / 100) {
      case 3 -> words("clients follow no redirect: use the address that it points to");
      case 5 ->
          words("what stands in front does not reach the gateway: check its upstream address");
      default ->
          heard.status() == 401 || heard.status() == 403
              ? words(
                  "check the access key, and that what stands in front passes x-api-key and"
                      + " authorization on")
              : words("check the address, and that what stands in front passes every path on");
    };
  }

  static String seconds(long ms) {
    return String.format(Locale.ROOT, "%.1f s", ms / 1000.0);
  }
}
