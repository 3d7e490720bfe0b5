package dev.sluice.cli.doctor;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/**
 * What arrived of a stream of timed events.
 *
 * @param broken why it ended before its end; empty: it did not
 * @param lastedMs from the request to the end
 */
record Heard(
    int status,
    HttpHeaders headers,
    Optional<SSLSession> tls,
    List<Arrival> arrivals,
    String broken,
    long lastedMs) {

  Heard {
    arrivals = List.copyOf(arrivals);
  }

  /**
   * One event.
   *
   * @param sentMs on the gateway's watch, from the first event
   * @param arrivedMs on ours, from the request
   * @param gatewayTime when it was sent
   * @param ourTime when it arrived
   */
  record Arrival(
      int n, int of, long sentMs, long arrivedMs, Instant gatewayTime, Instant ourTime) {}

  /** Whether every event came. */
  boolean whole() {
    return !arrivals.isEmpty() && arrivals.getLast().n() == arrivals.getLast().of();
  }

  /** From the first event to the last as they were sent. */
  long sentOverMs() {
    return arrivals.isEmpty() ? 0 : arrivals.getLast().sentMs() - arrivals.getFirst().sentMs();
  }

  /** From the first event to the last as they arrived. */
  long arrivedOverMs() {
    return arrivals.isEmpty()
        ? 0
        : arrivals.getLast().arrivedMs() - arrivals.getFirst().arrivedMs();
  }

  String header(String name) {
    return headers.firstValue(name).orElse("");
  }
}
