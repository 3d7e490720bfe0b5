package dev.sluice.health;

import dev.sluice.channel.Channel;
import dev.sluice.channel.ChannelKey;
import dev.sluice.net.Outbound;
import dev.sluice.protocol.Protocol;
import dev.sluice.upstream.Destinations;
import dev.sluice.upstream.UpstreamHeaders;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks an upstream for its models: the cheapest question that every one of them answers. */
final class Probe {

  private final Outbound outbound;
  private final Destinations destinations;
  private final String agent;

  Probe(Outbound outbound, Destinations destinations, String version) {
    this.outbound = outbound;
    this.destinations = destinations;
    this.agent = "sluice-probe/" + version;
  }

  /**
   * What a probe saw.
   *
   * @param status 0: no answer came
   */
  record Sighted(int status, long latencyMs) {

    /** An upstream that refuses a question is alive. */
    boolean alive() {
      return status > 0 && status < 500;
    }

    boolean letIn() {
      return status / 100 == 2;
    }
  }

  /** Never fails: no answer is a finding too. */
  Future<Sighted> run(Channel channel, ChannelKey key, Duration timeout) {
    long begun = System.nanoTime();
    return outbound
        .request(destinations.of(channel), HttpMethod.GET, channel.base().prefix() + "/models")
        .compose(request -> asked(request, channel, key, timeout))
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .map(status -> new Sighted(status, millisSince(begun)))
        .otherwise(_ -> new Sighted(0, millisSince(begun)));
  }

  /** An upstream that does not answer must not keep a connection for each probe. */
  private Future<Integer> asked(
      HttpClientRequest request, Channel channel, ChannelKey key, Duration timeout) {
    return ask(request, channel, key)
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(_ -> request.reset());
  }

  private Future<Integer> ask(HttpClientRequest request, Channel channel, ChannelKey key) {
    MultiMap asked = MultiMap.caseInsensitiveMultiMap();
    asked.set("user-agent", agent);
    if (channel.config().type() == Protocol.ANTHROPIC) {
      asked.set("anthropic-version", "2023-06-01");
    }
    UpstreamHeaders.forChannel(channel.config()).copy(asked, request.headers(), key.secret());
    request.exceptionHandler(_ -> {});
    return request.send().compose(Probe::drained);
  }

  /** Reads the answer to its end, so that the connection can serve again. */
  private static Future<Integer> drained(HttpClientResponse response) {
    response.handler(_ -> {});
    return response.end().map(response.statusCode());
  }

  private static long millisSince(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun).toMillis();
  }
}
