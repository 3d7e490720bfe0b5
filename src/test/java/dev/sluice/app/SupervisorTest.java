package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Events;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.Script;
import dev.sluice.testing.ScriptedUpstream;
import dev.sluice.testing.Step;
import dev.sluice.testing.Waiting;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SupervisorTest {

  private static final String BODY =
      "{\"model\":\"claude-sonnet-4-5\",\"stream\":true,\"messages\":[]}";

  private final ScriptedUpstream upstream = ScriptedUpstream.start();
  private final RunningGateway gateway =
      RunningGateway.with(RunningGateway.channel("only", upstream, "k1"));
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void close() {
    gate.countDown();
    gateway.close();
    upstream.close();
  }

  private RawCaller streaming() {
    List<Buffer> frames = new ArrayList<>();
    Events.anthropic("before ", "after").forEach(frame -> frames.add(Buffer.buffer(frame)));
    int middle = frames.size() / 2;
    Script half = Script.chunked(200, "text/event-stream").pieces(frames.subList(0, middle));
    upstream.answers(
        half.then(Step.await(gate)).pieces(frames.subList(middle, frames.size())).end());
    return RawCaller.connect(gateway.port())
        .post("/v1/messages", BODY, "x-api-key: " + RunningGateway.ACCESS_KEY)
        .awaitText("before ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"configuration", "key ring", "health", "admin"})
  void anOwnerThatDiesComesBackAndAStreamInFlightDoesNotNotice(String owner) {
    try (RawCaller caller = streaming()) {
      String lost = kill(owner);
      Waiting.until(owner + " is back", () -> isBack(owner, lost));
      gate.countDown();
      var answer = caller.wholeAnswer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).contains("after", "message_stop").doesNotContain("event: error");
    }
  }

  @Test
  void requestsAreServedWhileEveryOwnerIsGone() {
    List.of("configuration", "key ring", "health", "admin").forEach(this::kill);
    try (RawCaller caller = streaming()) {
      gate.countDown();
      assertThat(caller.wholeAnswer().text()).contains("message_stop");
    }
  }

  private String kill(String owner) {
    String id = gateway.gateway().supervisor().deployment(owner);
    gateway.gateway().vertx().undeploy(id).await();
    return id;
  }

  private boolean isBack(String owner, String lost) {
    String id = gateway.gateway().supervisor().deployment(owner);
    return !id.isEmpty() && !id.equals(lost);
  }
}
