package dev.sluice.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.base.Secret;
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
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Sends a real, minimal request with one key. */
final class KeyTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MOST_BYTES = 1 << 20;

  private final Outbound outbound;
  private final Destinations destinations;
  private final String agent;
  private final Duration timeout;

  KeyTest(Outbound outbound, Destinations destinations, String version, Duration timeout) {
    this.outbound = outbound;
    this.destinations = destinations;
    this.agent = "sluice-test/" + version;
    this.timeout = timeout;
  }

  private record Answer(int status, MultiMap headers, Buffer body) {}

  /** Never fails: no answer is a finding too. */
  Future<Tested.OfKey> run(Channel channel, ChannelKey key, Optional<String> wanted) {
    long begun = System.nanoTime();
    return model(channel, key, wanted)
        .compose(model ->
            ask(channel, key, model)
                .map(answer -> judged(channel, key, model, answer, begun))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(cause -> unanswered(key, model, cause, begun)));
  }

  private Future<String> model(Channel channel, ChannelKey key, Optional<String> wanted) {
    Optional<String> known =
        wanted
            .map(name -> MinimalRequest.mapped(channel.config(), name))
            .or(() -> MinimalRequest.model(channel.config()));
    if (known.isPresent()) {
      return Future.succeededFuture(known.get());
    }
    Protocol protocol = channel.config().type();
    return request(channel, key, HttpMethod.GET, "/models", Buffer.buffer())
        .map(answer -> offered(answer.body()))
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(List.of())
        .map(offered -> MinimalRequest.cheapest(protocol, offered));
  }

  private static List<String> offered(Buffer body) {
    var names = new ArrayList<String>();
    try {
      JsonNode listing = MAPPER.readTree(body.getBytes());
      listing.path("data").forEach(each -> names.add(each.path("id").asText()));
      listing
          .path("models")
          .forEach(each -> names.add(each.path("name").asText().replaceFirst("^models/", "")));
    } catch (IOException e) {
      return List.of();
    }
    names.removeIf(String::isBlank);
    return names;
  }

  private Future<Answer> ask(Channel channel, ChannelKey key, String model) {
    var minimal = MinimalRequest.of(channel.config().type(), model);
    return request(channel, key, HttpMethod.POST, minimal.path(), minimal.body());
  }

  private Future<Answer> request(
      Channel channel, ChannelKey key, HttpMethod method, String path, Buffer body) {
    return outbound
        .request(destinations.of(channel), method, channel.base().prefix() + path)
        .compose(request -> {
          MultiMap asked = MultiMap.caseInsensitiveMultiMap();
          asked.set("user-agent", agent).set("content-type", "application/json");
          if (channel.config().type() == Protocol.ANTHROPIC) {
            asked.set("anthropic-version", "2023-06-01");
          }
          UpstreamHeaders.forChannel(channel.config()).copy(asked, request.headers(), key.secret());
          return sent(request, body);
        });
  }

  private static Future<Answer> sent(HttpClientRequest request, Buffer body) {
    request.exceptionHandler(_ -> {});
    return request
        .send(body)
        .compose(response -> {
          Buffer read = Buffer.buffer();
          response.handler(piece -> {
            if (read.length() + piece.length() > MOST_BYTES) {
              request.reset();
            } else {
              read.appendBuffer(piece);
            }
          });
          return ended(response, read);
        });
  }

  private static Future<Answer> ended(HttpClientResponse response, Buffer read) {
    return response.end().map(_ -> new Answer(response.statusCode(), response.headers(), read));
  }

  private static Tested.OfKey judged(
      Channel channel, ChannelKey key, String model, Answer answer, long begun) {
    byte[] body = answer.body().getBytes();
    Verdict verdict =
        Classifier.answer(
            channel.config().type(),
            answer.status(),
            answer.headers()::get,
            body,
            InstantSource.system().instant());
    String error = verdict instanceof Verdict.Succeeded ? "" : ErrorText.of(body);
    return new Tested.OfKey(
        key, model, verdict, answer.status(), millisSince(begun), masked(error, key));
  }

  private static Tested.OfKey unanswered(
      ChannelKey key, String model, Throwable cause, long begun) {
    Verdict verdict = Classifier.transport(cause, !(cause instanceof Unreachable));
    String reason = String.valueOf(cause.getMessage());
    return new Tested.OfKey(key, model, verdict, 0, millisSince(begun), masked(reason, key));
  }

  /* Some upstreams quote the key that they refuse. */
  private static String masked(String text, ChannelKey key) {
    Optional<Secret> secret = key.secret();
    return secret.isPresent() ? text.replace(secret.get().reveal(), key.masked()) : text;
  }

  private static long millisSince(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun).toMillis();
  }
}
