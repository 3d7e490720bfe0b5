package dev.sluice.health;

import static java.util.Objects.requireNonNull;

import dev.sluice.channel.Channel;
import dev.sluice.channel.ChannelKey;
import dev.sluice.net.Outbound;
import dev.sluice.protocol.ModelPage;
import dev.sluice.protocol.Protocol;
import dev.sluice.upstream.Destinations;
import dev.sluice.upstream.UpstreamHeaders;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks an upstream for its models: the cheapest question that every one of them answers. */
final class Probe {

  /** A longer list of models is not read, in bytes. */
  static final int MOST_BYTES = 4 << 20;

  /** So many pages of a list are asked for. */
  static final int MOST_PAGES = 20;

  private final Vertx vertx;
  private final Outbound outbound;
  private final Destinations destinations;
  private final String agent;

  Probe(Vertx vertx, Outbound outbound, Destinations destinations, String version) {
    this.vertx = vertx;
    this.outbound = outbound;
    this.destinations = destinations;
    this.agent = "sluice-probe/" + version;
  }

  /**
   * What a probe saw.
   *
   * @param status 0: no answer came
   * @param models that the upstream told of
   */
  record Sighted(int status, long latencyMs, Optional<ModelPage> models) {

    /** An upstream that refuses a question is alive. */
    boolean alive() {
      return status > 0 && status < 500;
    }

    boolean letIn() {
      return status / 100 == 2;
    }
  }

  private record Heard(int status, Buffer body) {}

  /** Never fails: no answer is a finding too. */
  Future<Sighted> run(Channel channel, ChannelKey key, Duration timeout) {
    return run(channel, key, timeout, "");
  }

  private Future<Sighted> run(Channel channel, ChannelKey key, Duration timeout, String query) {
    long begun = System.nanoTime();
    String path = channel.base().prefix() + "/models" + (query.isEmpty() ? "" : "?" + query);
    return outbound
        .request(destinations.of(channel), HttpMethod.GET, path)
        .compose(request -> asked(request, channel, key, timeout))
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .compose(
            heard -> seen(channel, heard, millisSince(begun)),
            _ -> Future.succeededFuture(new Sighted(0, millisSince(begun), Optional.empty())));
  }

  /** All models of an upstream that has told of some; fails when it does not tell of the others. */
  Future<List<String>> models(Channel channel, ChannelKey key, Duration timeout, ModelPage first) {
    return models(channel, key, timeout, first, 1);
  }

  private Future<List<String>> models(
      Channel channel, ChannelKey key, Duration timeout, ModelPage known, int pages) {
    if (known.next().isEmpty() || pages == MOST_PAGES) {
      return Future.succeededFuture(known.ids());
    }
    return run(channel, key, timeout, known.next())
        .compose(seen ->
            seen.models()
                .map(more -> models(channel, key, timeout, known.and(more), pages + 1))
                .orElseGet(() -> Future.failedFuture("the list of models broke off")));
  }

  private Future<Sighted> seen(Channel channel, Heard heard, long ms) {
    if (heard.status() / 100 != 2 || heard.body().length() == 0) {
      return Future.succeededFuture(new Sighted(heard.status(), ms, Optional.empty()));
    }
    byte[] body = heard.body().getBytes();
    return vertx
        .executeBlocking(() -> ModelPage.read(channel.config().type(), body), false)
        .map(page -> new Sighted(heard.status(), ms, requireNonNull(page)));
  }

  /** An upstream that does not answer must not keep a connection for each probe. */
  private Future<Heard> asked(
      HttpClientRequest request, Channel channel, ChannelKey key, Duration timeout) {
    return ask(request, channel, key)
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(_ -> request.reset());
  }

  private Future<Heard> ask(HttpClientRequest request, Channel channel, ChannelKey key) {
    MultiMap asked = MultiMap.caseInsensitiveMultiMap();
    asked.set("user-agent", agent);
    if (channel.config().type() == Protocol.ANTHROPIC) {
      asked.set("anthropic-version", "2023-06-01");
    }
    UpstreamHeaders.forChannel(channel.config()).copy(asked, request.headers(), key.secret());
    request.exceptionHandler(_ -> {});
    return request.send().compose(Probe::heard);
  }

  /** Reads the answer to its end, so that the connection can serve again. */
  private static Future<Heard> heard(HttpClientResponse response) {
    Buffer body = Buffer.buffer();
    boolean[] tooLong = new boolean[1];
    response.handler(chunk -> {
      tooLong[0] |= body.length() + chunk.length() > MOST_BYTES;
      if (!tooLong[0]) {
        body.appendBuffer(chunk);
      }
    });
    return response
        .end()
        .map(_ -> new Heard(response.statusCode(), tooLong[0] ? Buffer.buffer() : body));
  }

  private static long millisSince(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun).toMillis();
  }
}
