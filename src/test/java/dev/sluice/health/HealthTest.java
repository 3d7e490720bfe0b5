package dev.sluice.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.channel.Channel;
import dev.sluice.channel.KeyState.Phase;
import dev.sluice.testing.Answers;
import dev.sluice.testing.RawAnswer;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.ScriptedUpstream;
import dev.sluice.testing.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HealthTest {

  private final ScriptedUpstream upstream =
      ScriptedUpstream.start().answers(Answers.anthropicWhole("Hi"));
  private RunningGateway gateway = RunningGateway.with();

  @AfterEach
  void close() {
    gateway.close();
    upstream.close();
  }

  private void open(ObjectNode probe) {
    gateway.close();
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.set("probe", probe);
    document.putArray("channels").add(RunningGateway.channel("only", upstream, "k1"));
    gateway = RunningGateway.start(document);
  }

  private static ObjectNode every(int milliseconds) {
    return JsonNodeFactory.instance.objectNode().put("everyMs", milliseconds);
  }

  private Channel channel() {
    return gateway.gateway().routes().now().channels().getFirst();
  }

  private RawAnswer ask() {
    try (RawCaller caller = RawCaller.connect(gateway.port())) {
      return caller
          .post(
              "/v1/messages",
              "{\"model\":\"m\",\"messages\":[]}",
              "x-api-key: " + RunningGateway.ACCESS_KEY)
          .wholeAnswer();
    }
  }

  @Test
  void aProbeAsksForModelsAndSaysWhoItIs() {
    open(every(60_000));
    Waiting.until("a probe has come", () -> !upstream.probed().isEmpty());
    var probe = upstream.probed().getFirst();
    assertThat(probe.line()).isEqualTo("GET /v1/models HTTP/1.1");
    assertThat(probe.header("user-agent").orElseThrow()).startsWith("sluice-probe/");
    assertThat(probe.header("x-api-key")).contains("k1");
    Waiting.until("it is noted", () -> channel().state().sighting().latencyMs() >= 0);
  }

  @Test
  void aFailedProbeAloneTakesNoChannelOut() {
    upstream.probes(Answers.broken());
    open(every(60_000));
    Waiting.until("it is noted", () -> !channel().state().sighting().healthy());
    assertThat(ask().status()).isEqualTo(200);
    assertThat(channel().state().breaker().closed()).isTrue();
    assertThat(channel().state().sighting().healthy()).isTrue();
  }

  @Test
  void aRejectedKeyIsTakenBackOnceAProbeIsLetIn() {
    upstream.answers(Answers.keyRejected(), Answers.anthropicWhole("Hi"));
    upstream.probes(Answers.keyRejected());
    open(every(1));
    assertThat(ask().status()).isEqualTo(503);
    var key = channel().keys().getFirst().id();
    assertThat(channel().state().ring().key(key).orElseThrow().phase()).isEqualTo(Phase.REJECTED);
    assertThat(ask().status()).isEqualTo(529);
    upstream.probes(Answers.json(200, "{\"data\":[]}"));
    Waiting.until("it is taken back", () -> channel().usable(System.nanoTime()));
    assertThat(ask().status()).isEqualTo(200);
  }

  @Test
  void withoutAPeriodThereIsAProbeAtTheStartAlone() {
    open(every(0));
    Waiting.until("a probe has come", () -> !upstream.probed().isEmpty());
    Waiting.until("it is noted", () -> channel().state().sighting().latencyMs() >= 0);
    assertThat(upstream.probed()).hasSize(1);
  }
}
