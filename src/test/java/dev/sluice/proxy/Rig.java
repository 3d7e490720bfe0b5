package dev.sluice.proxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.protocol.Protocol;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.ScriptedUpstream;
import dev.sluice.testing.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A gateway with two channels, "one" before "two", each to a scripted upstream of its own. */
final class Rig implements AutoCloseable {

  static final String KEY = "x-api-key: " + RunningGateway.ACCESS_KEY;
  static final String STREAMED =
      "{\"model\":\"claude-sonnet-4-5\",\"stream\":true,\"messages\":[]}";
  static final String WHOLE = "{\"model\":\"claude-sonnet-4-5\",\"messages\":[]}";

  private final ScriptedUpstream one = ScriptedUpstream.start();
  private final ScriptedUpstream two = ScriptedUpstream.start();
  private final List<RawCaller> callers = new ArrayList<>();
  private final Protocol protocol;
  private final RunningGateway gateway;

  private Rig(Protocol protocol, Consumer<ObjectNode> shape, Map<String, String> environment) {
    this.protocol = protocol;
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document
        .putArray("channels")
        .add(RunningGateway.channel("one", one, "sk-one").put("type", type(protocol)))
        .add(RunningGateway.channel("two", two, "sk-two").put("type", type(protocol)));
    shape.accept(document);
    gateway = RunningGateway.start(document, environment);
  }

  static Rig start() {
    return start(document -> {});
  }

  static Rig start(Consumer<ObjectNode> shape) {
    return start(Protocol.ANTHROPIC, shape);
  }

  static Rig start(Protocol protocol, Consumer<ObjectNode> shape) {
    return new Rig(protocol, shape, Map.of());
  }

  static Rig start(Consumer<ObjectNode> shape, Map<String, String> environment) {
    return new Rig(Protocol.ANTHROPIC, shape, environment);
  }

  /** Members of the document's stream section. */
  static Consumer<ObjectNode> stream(Map<String, Integer> members) {
    return document -> {
      var stream = document.putObject("stream");
      members.forEach(stream::put);
    };
  }

  /** Time-outs of both channels. */
  static Consumer<ObjectNode> timeouts(Map<String, Integer> members) {
    return document ->
        document
            .withArray("channels")
            .forEach(channel -> {
              var timeouts = ((ObjectNode) channel).putObject("timeouts");
              members.forEach(timeouts::put);
            });
  }

  ScriptedUpstream one() {
    return one;
  }

  ScriptedUpstream two() {
    return two;
  }

  RunningGateway gateway() {
    return gateway;
  }

  RawCaller caller() {
    return kept(RawCaller.connect(gateway.port()));
  }

  RawCaller narrowCaller() {
    return kept(RawCaller.connectNarrow(gateway.port()));
  }

  /** Sends a body to the path of the rig's protocol. */
  RawCaller ask(String body, String... headers) {
    var all = new ArrayList<>(List.of(headers));
    all.add(KEY);
    return caller().post(path(body), body, all.toArray(String[]::new));
  }

  RawCaller askStreamed() {
    return ask(STREAMED);
  }

  RawCaller askWhole() {
    return ask(WHOLE);
  }

  /** Waits for the record of the only request. */
  RequestRecord record() {
    Waiting.until("it is in the books", () -> !gateway.records().isEmpty());
    return gateway.records().getFirst();
  }

  /** Waits until nothing is left of any request. */
  void awaitIdle() {
    Waiting.until(
        "nothing is held",
        () ->
            gateway.gateway().live() == 0
                && gateway.gateway().bodyBytes() == 0
                && gateway.gateway().routes().now().channels().stream()
                    .allMatch(channel -> channel.state().active() == 0));
  }

  @Override
  public void close() {
    callers.forEach(RawCaller::close);
    one.close();
    two.close();
    gateway.close();
  }

  private RawCaller kept(RawCaller caller) {
    callers.add(caller);
    return caller;
  }

  private String path(String body) {
    return switch (protocol) {
      case ANTHROPIC -> "/v1/messages";
      case OPENAI_CHAT -> "/v1/chat/completions";
      case OPENAI_RESPONSES -> "/v1/responses";
      case GEMINI ->
          body.contains("\"stream\":true")
              ? "/v1beta/models/gemini-3-pro:streamGenerateContent?alt=sse"
              : "/v1beta/models/gemini-3-pro:generateContent";
    };
  }

  private static String type(Protocol protocol) {
    return switch (protocol) {
      case ANTHROPIC -> "anthropic";
      case OPENAI_CHAT -> "openai-chat";
      case OPENAI_RESPONSES -> "openai-responses";
      case GEMINI -> "gemini";
    };
  }
}
