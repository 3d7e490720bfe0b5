package dev.sluice.net;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;

/**
 * One request on its way to a connection.
 *
 * @param deadline on the clock of {@code System.nanoTime()}
 */
record Ask(Destination to, HttpMethod method, String uri, long deadline) {

  static Ask of(Destination to, HttpMethod method, String uri) {
    return new Ask(to, method, uri, System.nanoTime() + to.connectTimeout().toNanos());
  }

  /** The same, with half of the time that is left, so that a second way can be tried after. */
  Ask hurried() {
    long now = System.nanoTime();
    return new Ask(to, method, uri, now + (deadline - now) / 2);
  }

  /** At least a millisecond, because none at all would mean for ever. */
  Duration left() {
    return Duration.ofNanos(Math.max(deadline - System.nanoTime(), 1_000_000));
  }

  boolean late() {
    return System.nanoTime() - deadline >= 0;
  }

  /** Dials that address; the host stays what is verified, announced and pooled by. */
  RequestOptions optionsAt(String address) {
    return options().setServer(SocketAddress.inetSocketAddress(to.port(), address));
  }

  RequestOptions options() {
    return new RequestOptions()
        .setMethod(method)
        .setURI(uri)
        .setSsl(to.tls())
        .setHost(to.urlHost())
        .setPort(to.port())
        .setFollowRedirects(false);
  }
}
