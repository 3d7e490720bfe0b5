package dev.sluice.proxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.channel.Breaker;
import dev.sluice.channel.Channel;
import dev.sluice.channel.KeyState;
import dev.sluice.protocol.Protocol;
import dev.sluice.testing.Answers;
import dev.sluice.testing.RawAnswer;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.ReceivedRequest;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.Script;
import dev.sluice.testing.ScriptedUpstream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A gateway before two scripted upstreams: channel {@code first} with keys {@code a1} and {@code
 * a2}, and channel {@code second} with key {@code b1}. What is not scripted answers well.
 */
final class Scene implements AutoCloseable {

  static final String STREAMED =
      "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":9,\"stream\":true,\"messages\":[]}";
  static final String WHOLE = "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":9,\"messages\":[]}";

  final ScriptedUpstream first = ScriptedUpstream.start();
  final ScriptedUpstream second = ScriptedUpstream.start();
  private final ObjectNode document = JsonNodeFactory.instance.objectNode();
  private Map<String, String> environment = Map.of();
  private RunningGateway gateway;

  @SuppressWarnings("NullAway.Init") // opened before anything is asked
  Scene() {
    Script good = Answers.anthropicStream("from ", "afar");
    // A probe that is not let in leaves rejected keys alone.
    first.answers(good).probes(Answers.keyRejected());
    second.answers(good).probes(Answers.keyRejected());
    document
        .putArray("channels")
        .add(RunningGateway.channel("first", first, "a1", "a2"))
        .add(RunningGateway.channel("second", second, "b1"));
  }

  /** The first channel's configuration, before the gateway is opened. */
  ObjectNode channel(int index) {
    return (ObjectNode) document.path("channels").path(index);
  }

  ObjectNode document() {
    return document;
  }

  Scene speaking(Protocol protocol) {
    channel(0).put("type", protocol.id());
    channel(1).put("type", protocol.id());
    return this;
  }

  /** Leaves the first channel's first key alone in the world. */
  Scene alone() {
    document.withArray("channels").remove(1);
    channel(0).withArray("keys").remove(1);
    return this;
  }

  Scene with(String variable, String value) {
    environment = Map.of(variable, value);
    return this;
  }

  Scene open() {
    gateway = RunningGateway.start(document, environment);
    return this;
  }

  RunningGateway gateway() {
    return gateway;
  }

  RawAnswer ask(String body, String... headers) {
    try (RawCaller caller = post("/v1/messages", body, headers)) {
      return caller.wholeAnswer();
    }
  }

  RawAnswer say(Speech speech) {
    try (RawCaller caller = post(speech.path(), speech.body())) {
      return caller.wholeAnswer();
    }
  }

  RawCaller post(String path, String body, String... headers) {
    String[] all =
        Stream.concat(Stream.of("x-sluice-key: " + RunningGateway.ACCESS_KEY), Stream.of(headers))
            .toArray(String[]::new);
    return RawCaller.connect(gateway.port()).post(path, body, all);
  }

  /** The keys that were shown, those of the first channel before those of the second. */
  String asked() {
    return Stream.concat(first.requests().stream(), second.requests().stream())
        .map(ReceivedRequest::key)
        .collect(Collectors.joining(" "));
  }

  Channel live(int index) {
    return gateway.gateway().routes().now().channels().get(index);
  }

  /** The first channel's keys in the order of its ring. */
  String order() {
    return live(0).keysInOrder().stream()
        .map(key -> key.secret().orElseThrow().reveal())
        .collect(Collectors.joining(" "));
  }

  KeyState key(String secret) {
    Channel channel = live(0);
    String id =
        channel.keys().stream()
            .filter(key -> key.secret().orElseThrow().reveal().equals(secret))
            .findFirst()
            .orElseThrow()
            .id();
    return channel.state().ring().key(id).orElseThrow();
  }

  /** What is held against the first channel, a failure counting two. */
  int heldAgainst() {
    return switch (live(0).state().breaker()) {
      case Breaker.Closed(List<Breaker.Failure> failures) ->
          failures.stream().mapToInt(Breaker.Failure::weight).sum();
      case Breaker.Open _, Breaker.HalfOpen _ -> Integer.MAX_VALUE;
    };
  }

  @Override
  public void close() {
    gateway.close();
    first.close();
    second.close();
  }
}
