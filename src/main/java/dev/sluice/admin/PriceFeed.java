package dev.sluice.admin;

import dev.sluice.base.Version;
import dev.sluice.config.Settings;
import dev.sluice.ledger.price.InvalidPrices;
import dev.sluice.ledger.price.LiteLlmPrices;
import dev.sluice.net.Destination;
import dev.sluice.net.Outbound;
import dev.sluice.net.OutboundSettings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Reads the list of prices that the operator's environment names; never one that a request does.
 */
public final class PriceFeed {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final long ANSWER_SECONDS = 60;

  private final Settings settings;
  private final OutboundSettings outbound;

  public PriceFeed(Settings settings, OutboundSettings outbound) {
    this.settings = settings;
    this.outbound = outbound;
  }

  /** Fails with {@link InvalidPrices}, which says what to do about it. */
  Future<byte[]> read(Vertx vertx) {
    URI from = settings.books().priceFeed();
    Outbound way = Outbound.open(vertx, outbound);
    return way.request(destination(from), HttpMethod.GET, target(from))
        .compose(request -> {
          request.headers().set("user-agent", "sluice/" + Version.current());
          request.headers().set("accept-encoding", "identity");
          request.exceptionHandler(_ -> {});
          return request.send().compose(PriceFeed::body).onFailure(_ -> request.reset());
        })
        .timeout(ANSWER_SECONDS, TimeUnit.SECONDS)
        .recover(cause -> Future.failedFuture(told(from, cause)))
        .eventually(() -> way.close(Duration.ZERO));
  }

  private Destination destination(URI from) {
    boolean tls = from.getScheme().equals("https");
    int port = from.getPort() > 0 ? from.getPort() : tls ? 443 : 80;
    return new Destination(tls, from.getHost(), port, settings.httpsProxy(), false, CONNECT);
  }

  private static String target(URI from) {
    return from.getRawPath() + (from.getRawQuery() == null ? "" : "?" + from.getRawQuery());
  }

  private static Future<byte[]> body(HttpClientResponse response) {
    if (response.statusCode() != 200) {
      return Future.failedFuture(
          new InvalidPrices("the feed answered " + response.statusCode() + " (expected: 200)"));
    }
    Promise<byte[]> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    response.handler(chunk -> {
      if (body.length() + chunk.length() > LiteLlmPrices.MOST_BYTES) {
        whole.tryFail(
            new InvalidPrices(
                "the feed has more than " + LiteLlmPrices.MOST_BYTES + " bytes (expected: less)"));
        response.request().reset();
      } else {
        body.appendBuffer(chunk);
      }
    });
    response.exceptionHandler(whole::tryFail);
    response.endHandler(_ -> whole.tryComplete(body.getBytes()));
    return whole.future();
  }

  private static InvalidPrices told(URI from, Throwable cause) {
    return cause instanceof InvalidPrices invalid
        ? invalid
        : new InvalidPrices(
            from
                + " cannot be read: "
                + cause.getMessage()
                + " (set SLUICE_PRICES_URL, or give a file to sluice price import)");
  }
}
