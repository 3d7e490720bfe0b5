package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.Protocol;
import dev.sluice.testing.Answers;
import dev.sluice.testing.Events;
import dev.sluice.testing.RawAnswer;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.Script;
import dev.sluice.testing.Step;
import dev.sluice.testing.UpstreamExchange.Ending;
import dev.sluice.testing.Waiting;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers in another protocol that do not come to their end. */
final class ConvertedEndsTest {

  static Stream<Arguments> strangers() {
    return ConvertedAnswersTest.strangers();
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void anErrorInMidStreamIsAnHttpErrorForWhoWaitsForAllOfIt(Protocol caller, Protocol upstream) {
    var frames = new ArrayList<>(begun(upstream));
    frames.add(overloaded(upstream));
    try (Scene scene = before(upstream, Answers.stream(frames))) {
      RawAnswer answer = scene.say(ConvertedAnswersTest.asking(caller, false));
      assertThat(answer.status()).as(answer.text()).isIn(503, 529);
      assertEnvelope(caller, answer);
      assertThat(answer.text()).contains("Too much").doesNotContain("so far");
    }
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void anAnswerThatBreaksOffIsAnHttpErrorForWhoWaitsForAllOfIt(Protocol caller, Protocol upstream) {
    try (Scene scene = before(upstream, Answers.openStream(begun(upstream)).then(Step.reset()))) {
      RawAnswer answer = scene.say(ConvertedAnswersTest.asking(caller, false));
      assertThat(answer.status()).as(answer.text()).isIn(500, 502);
      assertEnvelope(caller, answer);
      assertThat(answer.text()).contains("first").doesNotContain("so far");
    }
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void aGatewayThatStopsEndsTheStreamByAnErrorOfTheCallers(Protocol caller, Protocol upstream) {
    try (Scene scene = before(upstream, Answers.openStream(begun(upstream)).then(Step.stall()));
        RawCaller waiting = ask(scene, caller, true)) {
      waiting.awaitText("so far");
      scene.gateway().gateway().cutShort();
      RawAnswer answer = waiting.wholeAnswer();
      assertThat(answer.complete()).isTrue();
      assertThat(answer.text()).contains("The gateway is stopping; ask again");
    }
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void aGatewayThatStopsTellsWhoWaitsForAllOfIt(Protocol caller, Protocol upstream) {
    try (Scene scene = before(upstream, Answers.openStream(begun(upstream)).then(Step.stall()));
        RawCaller waiting = ask(scene, caller, false)) {
      var asked = scene.first.exchange(0);
      Waiting.until("it has begun", () -> asked.sentBytes() > 0);
      scene.gateway().gateway().cutShort();
      RawAnswer answer = waiting.wholeAnswer();
      assertThat(answer.status()).as(answer.text()).isIn(503, 529);
      assertEnvelope(caller, answer);
      assertThat(answer.text()).contains("The gateway is stopping; ask again");
    }
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void aCallerThatGoesTakesItsUpstreamWithIt(Protocol caller, Protocol upstream) {
    try (Scene scene = before(upstream, Answers.openStream(begun(upstream)).then(Step.stall()))) {
      RawCaller waiting = ask(scene, caller, true);
      waiting.awaitText("so far");
      waiting.close();
      assertThat(scene.first.exchange(0).ending()).isEqualTo(Ending.CALLER_GONE);
    }
  }

  @Test
  void warningsFitIntoAHeaderWhateverTheCallerCallsItsMembers() {
    var request = new JsonObject().put("model", "m").put("max_tokens", 9);
    request.put("messages", List.of(new JsonObject().put("role", "user").put("content", "Hi")));
    for (int i = 0; i < 500; i++) {
      request.put("x\r\nset-cookie: \u00e9\ud83d\ude00" + i, i);
    }
    try (Scene scene = before(Protocol.OPENAI_CHAT, Answers.chatStream("from afar"))) {
      RawAnswer answer = scene.ask(request.encode());
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.header("x-sluice-warning").orElseThrow())
          .matches("[\\x20-\\x7e]{900,1024}");
      assertThat(answer.header("set-cookie")).isEmpty();
    }
  }

  private static RawCaller ask(Scene scene, Protocol caller, boolean streamed) {
    Speech speech = ConvertedAnswersTest.asking(caller, streamed);
    return scene.post(speech.path(), speech.body());
  }

  private static void assertEnvelope(Protocol caller, RawAnswer answer) {
    JsonObject body = new JsonObject(answer.text());
    assertThat(body.getJsonObject("error").getString("message")).isNotBlank();
    assertThat(body.containsKey("type")).isEqualTo(caller == Protocol.ANTHROPIC);
    assertThat(body.getJsonObject("error").containsKey("status"))
        .isEqualTo(caller == Protocol.GEMINI);
  }

  /** The frames up to the first of the text. */
  private static List<String> begun(Protocol upstream) {
    List<String> all =
        switch (upstream) {
          case ANTHROPIC -> Events.anthropic("so far", "and on");
          case OPENAI_CHAT -> Events.chat("so far", "and on");
          case OPENAI_RESPONSES -> Events.responses("so far", "and on");
          case GEMINI -> Events.gemini("so far", "and on");
        };
    int first = 0;
    while (!all.get(first).contains("so far")) {
      first++;
    }
    return all.subList(0, first + 1);
  }

  private static String overloaded(Protocol upstream) {
    return switch (upstream) {
      case ANTHROPIC ->
          "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
              + "\"message\":\"Too much\"}}\n\n";
      case OPENAI_CHAT ->
          "data: {\"error\":{\"message\":\"Too much\",\"type\":\"server_error\",\"code\":503}}\n\n";
      case OPENAI_RESPONSES ->
          "event: response.failed\ndata: {\"type\":\"response.failed\",\"response\":{\"status\":"
              + "\"failed\",\"error\":{\"code\":\"server_is_overloaded\",\"message\":"
              + "\"Too much\"}}}\n\n";
      case GEMINI ->
          "data: {\"error\":{\"code\":503,\"status\":\"UNAVAILABLE\",\"message\":"
              + "\"Too much\"}}\n\n";
    };
  }

  private static Scene before(Protocol upstream, Script says) {
    Scene scene = new Scene().alone();
    scene.channel(0).put("type", upstream.id());
    scene.first.answers(says);
    return scene.open();
  }
}
