package dev.sluice.health;

import dev.sluice.channel.Channel;
import dev.sluice.channel.ChannelKey;
import dev.sluice.channel.Verdict;
import dev.sluice.net.Outbound;
import dev.sluice.net.Unreachable;
import dev.sluice.protocol.ErrorText;
import dev.sluice.protocol.Protocol;
import dev.sluice.upstream.Classifier;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Sends a real, minimal request with one key, and asks which models it may ask for. */
final class KeyTest {

  private static final int MOST_BYTES = 1 << 20;

  private final Vertx vertx;
  private final Outbound outbound;
  private final Destinations destinations;
  private final ModelSearch models;
  private final String agent;
  private final Duration timeout;

  KeyTest(
      Vertx vertx,
      Outbound outbound,
      Destinations destinations,
      ModelSearch models,
      String version,
      Duration timeout) {
    this.vertx = vertx;
    this.outbound = outbound;
    this.destinations = destinations;
    this.models = models;
    this.agent = "sluice-test/" + version;
    this.timeout = timeout;
  }

  private record Answer(int status, MultiMap headers, Buffer body, long latencyMs) {}

  /** Never fails: no answer is a finding too. */
  Future<Tested.OfKey> run(Channel channel, ChannelKey key, Optional<String> wanted) {
    Future<Optional<Offered>> offered = models.of(channel, key);
    return known(channel, wanted)
        .map(Future::succeededFuture)
        .orElseGet(() -> offered.map(found -> cheapest(channel, found)))
        .compose(model -> tried(channel, key, model))
        .compose(tested -> offered.map(found -> tested.offering(found)));
  }

  private static Optional<String> known(Channel channel, Optional<String> wanted) {
    return wanted
        .map(name -> MinimalRequest.mapped(channel.config(), name))
        .or(() -> MinimalRequest.model(channel.config()));
  }

  private static String cheapest(Channel channel, Optional<Offered> found) {
    return MinimalRequest.cheapest(
        channel.config().type(), found.map(Offered::ids).orElse(List.of()));
  }

  private Future<Tested.OfKey> tried(Channel channel, ChannelKey key, String model) {
    long begun = System.nanoTime();
    return outbound
        .request(destinations.of(channel), HttpMethod.POST, path(channel, model))
        .compose(request -> asked(request, channel, key, model, begun))
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .compose(answer -> vertx.executeBlocking(() -> judged(channel, key, model, answer), false))
        .map(judged -> Objects.requireNonNull(judged, "judged above"))
        .otherwise(cause -> unanswered(key, model, cause, begun));
  }

  private static String path(Channel channel, String model) {
    return channel.base().prefix() + MinimalRequest.of(channel.config().type(), model).path();
  }

  /* An upstream that does not answer must not keep a connection for each test. */
  private Future<Answer> asked(
      HttpClientRequest request, Channel channel, ChannelKey key, String model, long begun) {
    MultiMap asked = MultiMap.caseInsensitiveMultiMap();
    asked.set("user-agent", agent).set("content-type", "application/json");
    if (channel.config().type() == Protocol.ANTHROPIC) {
      asked.set("anthropic-version", "2023-06-01");
    }
    UpstreamHeaders.forChannel(channel.config()).copy(asked, request.headers(), key.secret());
    request.exceptionHandler(_ -> {});
    return request
        .send(MinimalRequest.of(channel.config().type(), model).body())
        .compose(response -> read(request, response, begun))
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(_ -> request.reset());
  }

  private static Future<Answer> read(
      HttpClientRequest request, HttpClientResponse response, long begun) {
    Buffer body = Buffer.buffer();
    response.handler(piece -> {
      if (body.length() + piece.length() > MOST_BYTES) {
        request.reset();
      } else {
        body.appendBuffer(piece);
      }
    });
    return response
        .end()
        .map(_ -> new Answer(response.statusCode(), response.headers(), body, millisSince(begun)));
  }

  private static Tested.OfKey judged(Channel channel, ChannelKey key, String model, Answer answer) {
    byte[] body = answer.body().getBytes();
    Verdict verdict =
        Classifier.answer(
            channel.config().type(),
            answer.status(),
            answer.headers()::get,
            body,
            InstantSource.system().instant());
    boolean ok = verdict instanceof Verdict.Succeeded;
    return new Tested.OfKey(
        key,
        model,
        verdict,
        answer.status(),
        answer.latencyMs(),
        ok ? "" : Quoted.masked(ErrorText.of(body), key),
        ok ? Sample.of(channel, key, model, body) : "",
        Optional.empty());
  }

  private static Tested.OfKey unanswered(
      ChannelKey key, String model, Throwable cause, long begun) {
    Verdict verdict = Classifier.transport(cause, !(cause instanceof Unreachable));
    String reason = Quoted.masked(String.valueOf(cause.getMessage()), key);
    return new Tested.OfKey(
        key, model, verdict, 0, millisSince(begun), reason, "", Optional.empty());
  }

  private static long millisSince(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun).toMillis();
  }
}
