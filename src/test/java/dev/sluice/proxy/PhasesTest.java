package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.Protocol;
import dev.sluice.testing.Answers;
import dev.sluice.testing.Events;
import dev.sluice.testing.RawAnswer;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.Script;
import dev.sluice.testing.Step;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Held, opened, committed: what a caller sees of attempts that fail, and when. */
final class PhasesTest {

  private static final String OK = String.join("", Events.anthropic("fine"));

  static Stream<Arguments> silentFailures() {
    return Stream.of(
        Arguments.of("an error as its first event", overloadedAtOnce()),
        Arguments.of("nothing", Answers.empty()),
        Arguments.of("a web page", Answers.html()),
        Arguments.of("an error in JSON", Answers.json(200, errorJson("api_error", "no"))),
        Arguments.of("a whole message", Answers.anthropicWhole("not a stream")),
        Arguments.of("no body", Script.whole(204, "text/event-stream", Buffer.buffer())),
        Arguments.of("a redirect", Answers.json(302, "{}", "location: http://127.0.0.1/")),
        Arguments.of("a start and then a reset", startThen(Step.reset())),
        Arguments.of("a start and then an end", startThen(Step.send("0\r\n\r\n"))),
        Arguments.of("half a head", Script.of(Step.send("HTTP/1.1 200 O"), Step.close())),
        Arguments.of("a status of its own", Answers.broken()));
  }

  private static Script overloadedAtOnce() {
    return Answers.errorAsFirstEvent("api_error", "broken");
  }

  private static String errorJson(String type, String message) {
    return "{\"type\":\"error\",\"error\":{\"type\":\""
        + type
        + "\",\"message\":\""
        + message
        + "\"}}";
  }

  /** What came until then is with the caller when the upstream resets. */
  private static RawAnswer brokenAfter(Rig rig, Script begun, String body, String seen) {
    var gate = new CountDownLatch(1);
    rig.one().answers(begun.then(Step.await(gate), Step.reset()));
    RawCaller caller = rig.ask(body).awaitText(seen);
    gate.countDown();
    return caller.wholeAnswer();
  }

  private static Script startThen(Step step) {
    return Answers.openStream(List.of(Events.anthropicStart())).then(step);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("silentFailures")
  void theCallerSeesNothingOfAnAttemptThatGave(String what, Script failing) {
    try (Rig rig = Rig.start()) {
      rig.one().answers(failing);
      rig.two().answers(Answers.anthropicStream("fine"));
      RawAnswer answer = rig.askStreamed().wholeAnswer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).isEqualTo(OK);
      assertThat(answer.header("x-sluice-channel")).contains("two");
      assertThat(answer.header("x-sluice-attempts")).contains("2");
    }
  }

  @Test
  void aStreamInAnswerToAWholeRequestIsNoAnswer() {
    try (Rig rig = Rig.start()) {
      rig.one().answers(Answers.anthropicStream("a stream"));
      rig.two().answers(Answers.anthropicWhole("fine"));
      assertThat(rig.askWhole().wholeAnswer().text()).contains("fine");
    }
  }

  @Test
  void aWholeErrorWithStatus200FailsOver() {
    try (Rig rig = Rig.start()) {
      rig.one().answers(Answers.json(200, errorJson("overloaded_error", "busy")));
      rig.two().answers(Answers.anthropicWhole("fine"));
      assertThat(rig.askWhole().wholeAnswer().text()).contains("fine");
    }
  }

  @Test
  void aQuotaToldInJsonWhereAStreamWasAskedForIsHeard() {
    try (Rig rig = Rig.start()) {
      rig.one()
          .answers(
              Answers.json(
                  200,
                  "{\"error\":{\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\","
                      + "\"message\":\"You exceeded your current quota\"}}"));
      rig.two().answers(Answers.anthropicStream("fine"));
      rig.askStreamed().wholeAnswer();
      assertThat(rig.record().attempts().getFirst().verdict()).isEqualTo("quota_exhausted");
    }
  }

  @Test
  void pingsAreNoContent() {
    try (Rig rig = Rig.start(Rig.timeouts(Map.of("firstByteMs", 300)))) {
      rig.one().answers(Answers.pingsOnly(3));
      rig.two().answers(Answers.anthropicStream("fine"));
      assertThat(rig.askStreamed().wholeAnswer().text()).isEqualTo(OK);
      assertThat(rig.one().exchange(0).ending()).isNotNull();
    }
  }

  @Test
  void nothingGoesOutBeforeTheFirstContent() {
    var gate = new CountDownLatch(1);
    try (Rig rig = Rig.start()) {
      List<String> frames = Events.anthropic("fine");
      rig.one()
          .answers(
              Answers.openStream(frames.subList(0, 2))
                  .then(Step.await(gate))
                  .pieces(String.join("", frames.subList(2, frames.size())))
                  .end());
      RawCaller caller = rig.askStreamed();
      rig.one().exchange(0);
      assertThat(caller.bytes().length()).isZero();
      gate.countDown();
      assertThat(caller.wholeAnswer().text()).isEqualTo(OK);
    }
  }

  @Test
  void aWaitingStreamIsOpenedAndKeptAliveAndMayStillFailOver() {
    var gate = new CountDownLatch(1);
    try (Rig rig = Rig.start(Rig.stream(Map.of("openAfterMs", 100, "pingAfterMs", 100)))) {
      rig.one().answers(Script.of(Step.await(gate)).then(Answers.broken().steps().getFirst()));
      rig.two().answers(Answers.anthropicStream("fine"));
      RawCaller caller = rig.askStreamed();
      caller.awaitText(": keep-alive\n\n").awaitText(": keep-alive\n\n\r\n");
      gate.countDown();
      RawAnswer answer = caller.wholeAnswer();
      assertThat(answer.header("x-sluice-request-id")).isPresent();
      assertThat(answer.header("x-sluice-channel")).isEmpty();
      assertThat(answer.header("content-type")).contains("text/event-stream; charset=utf-8");
      assertThat(answer.text().replace(": keep-alive\n\n", "")).isEqualTo(OK);
    }
  }

  @Test
  void anErrorAfterTheHeadIsToldInTheStream() {
    var gate = new CountDownLatch(1);
    try (Rig rig = Rig.start(Rig.stream(Map.of("openAfterMs", 100)))) {
      var invalid = Answers.error(400, "invalid_request_error", "messages: too few");
      rig.one().answers(Script.of(Step.await(gate)).then(invalid.steps().getFirst()));
      RawCaller caller = rig.askStreamed().awaitText(": keep-alive");
      gate.countDown();
      RawAnswer answer = caller.wholeAnswer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.complete()).isTrue();
      assertThat(answer.text()).contains("event: error").contains("messages: too few");
    }
  }

  @Test
  void wholeAnswersGetNoEarlyHead() {
    var gate = new CountDownLatch(1);
    try (Rig rig =
        Rig.start(
            Rig.stream(Map.of("openAfterMs", 1))
                .andThen(Rig.timeouts(Map.of("firstByteMs", 700))))) {
      rig.one().answers(Script.of(Step.stall()));
      rig.two().answers(Answers.anthropicWhole("fine"));
      RawCaller caller = rig.askWhole();
      rig.two().exchange(0);
      gate.countDown();
      assertThat(caller.wholeAnswer().header("x-sluice-channel")).contains("two");
    }
  }

  static Stream<Arguments> brokenStreams() {
    return Stream.of(
        Arguments.of(
            Protocol.ANTHROPIC, Events.anthropicBroken("so far"), "event: error", "message_stop"),
        Arguments.of(
            Protocol.OPENAI_CHAT,
            Events.chat("so far").subList(0, 2),
            "data: {\"error\":",
            "[DONE]"),
        Arguments.of(
            Protocol.OPENAI_RESPONSES,
            Events.responses("so far").subList(0, 3),
            "event: response.failed",
            "response.completed"),
        Arguments.of(
            Protocol.GEMINI,
            List.of(Events.gemini("so far", "more").getFirst()),
            "data: {\"error\":",
            "finishReason"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenStreams")
  void aBreakMidStreamIsNeverACleanEnd(
      Protocol protocol, List<String> frames, String error, String end) {
    try (Rig rig = Rig.start(protocol, document -> {})) {
      RawAnswer answer =
          brokenAfter(rig, Answers.openStream(frames), Rig.STREAMED, frames.getLast());
      String sent = String.join("", frames);
      assertThat(answer.text()).startsWith(sent);
      String rest = answer.text().substring(sent.length());
      assertThat(rest).startsWith(error).contains("one").endsWith("\n\n").doesNotContain(end);
      assertThat(answer.complete()).isTrue();
      assertThat(rig.two().requests()).isEmpty();
      assertThat(rig.record().attempts().getFirst().verdict()).isEqualTo("channel_failed");
    }
  }

  @Test
  void anIncompleteEventIsClosedBeforeTheError() {
    try (Rig rig = Rig.start()) {
      Script half =
          Answers.openStream(Events.anthropicBroken("so far"))
              .pieces("event: content_block_delta\ndata: {\"ty");
      assertThat(brokenAfter(rig, half, Rig.STREAMED, "data: {\"ty\r\n").text())
          .contains("data: {\"ty\n\nevent: error\n")
          .doesNotContain("content_block_stop");
    }
  }

  @Test
  void aStreamThatEndsWithoutItsLastEventIsBroken() {
    var gate = new CountDownLatch(1);
    try (Rig rig = Rig.start()) {
      rig.one()
          .answers(
              Answers.openStream(Events.anthropicBroken("so far")).then(Step.await(gate)).end());
      RawCaller caller = rig.askStreamed().awaitText("so far");
      gate.countDown();
      assertThat(caller.wholeAnswer().text())
          .contains("event: error")
          .contains("ended without the protocol's last event");
    }
  }

  @Test
  void anErrorOfTheUpstreamIsNotFollowedByASecondOne() {
    try (Rig rig = Rig.start()) {
      var gate = new CountDownLatch(1);
      rig.one()
          .answers(
              Answers.openStream(Events.anthropicBroken("so far"))
                  .then(Step.await(gate))
                  .pieces(Events.anthropicError("overloaded_error", "Overloaded"))
                  .then(Step.reset()));
      RawCaller caller = rig.askStreamed().awaitText("so far");
      gate.countDown();
      String text = caller.wholeAnswer().text();
      assertThat(text.split("event: error", -1)).hasSize(2);
      assertThat(rig.record().attempts().getFirst().verdict()).isEqualTo("overloaded");
    }
  }

  @Test
  void aWholeAnswerThatBreaksAfterItBeganIsCut() {
    try (Rig rig = Rig.start()) {
      String begin = "{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"";
      var long70 = Buffer.buffer(begin + "x".repeat(70_000));
      var begun = Script.chunked(200, "application/json").pieces(List.of(long70));
      RawAnswer answer = brokenAfter(rig, begun, Rig.WHOLE, "xxx");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.complete()).isFalse();
    }
  }

  @Test
  void theFirstErrorOfAnArrayFailsOver() {
    try (Rig rig = Rig.start(Protocol.GEMINI, document -> {})) {
      rig.one()
          .answers(
              Script.chunked(200, "application/json")
                  .pieces("[{\n", "\"error\":{\"code\":500,\"status\":\"INTERNAL\"}}]")
                  .end());
      rig.two().answers(Answers.json(200, "[{\"candidates\":[{\"finishReason\":\"STOP\"}]}]"));
      var caller = rig.caller();
      caller.post("/v1beta/models/gemini-3-pro:streamGenerateContent", "{}", Rig.KEY);
      assertThat(caller.wholeAnswer().header("x-sluice-channel")).contains("two");
    }
  }

  @Test
  void codexIsToldInAStream() {
    try (Rig rig = Rig.start(Protocol.OPENAI_RESPONSES, document -> {})) {
      rig.one().answers(Answers.broken());
      rig.two().answers(Answers.broken());
      RawAnswer answer = rig.ask(Rig.STREAMED, "originator: codex_cli_rs").wholeAnswer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text())
          .startsWith("event: response.created")
          .contains("event: response.failed");
    }
  }

  @Test
  void otherClientsOfResponsesAreToldByStatus() {
    try (Rig rig = Rig.start(Protocol.OPENAI_RESPONSES, document -> {})) {
      rig.one().answers(Answers.broken());
      rig.two().answers(Answers.broken());
      assertThat(rig.ask(Rig.STREAMED).wholeAnswer().status()).isEqualTo(500);
    }
  }
}
