package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.Protocol;
import dev.sluice.testing.Answers;
import dev.sluice.testing.RawAnswer;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.ReceivedRequest;
import dev.sluice.testing.Script;
import dev.sluice.testing.Waiting;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Callers and upstreams that speak different protocols, through a whole gateway. */
final class ConvertedAnswersTest {

  private static final String ASK =
      "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":99,\"stream\":%s,"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"Where from?\"}]}";

  static Stream<Arguments> strangers() {
    return Arrays.stream(Protocol.values())
        .flatMap(caller ->
            Arrays.stream(Protocol.values())
                .filter(upstream -> upstream != caller)
                .map(upstream -> Arguments.of(caller, upstream)));
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void aStreamArrivesInTheCallersProtocol(Protocol caller, Protocol upstream) {
    try (Scene scene = before(upstream, Speech.of(upstream).good())) {
      RawAnswer answer = scene.say(asking(caller, true));
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.header("content-type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
      assertThat(answer.header("x-sluice-channel")).contains("first");
      assertThat(answer.text()).contains("from ", "afar");
      assertAsked(scene.first.requests().getFirst(), upstream);
    }
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void aWholeAnswerArrivesThoughTheUpstreamStreams(Protocol caller, Protocol upstream) {
    try (Scene scene = before(upstream, Speech.of(upstream).good())) {
      RawAnswer answer = scene.say(asking(caller, false));
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.header("content-type")).contains("application/json");
      assertThat(answer.text()).contains("from afar");
    }
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void aStreamArrivesThoughTheUpstreamAnswersWhole(Protocol caller, Protocol upstream) {
    try (Scene scene = before(upstream, whole(upstream))) {
      RawAnswer answer = scene.say(asking(caller, true));
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.text()).contains("from afar");
      Waiting.until("it is in the books", () -> !scene.gateway().records().isEmpty());
      var record = scene.gateway().records().getFirst();
      assertThat(record.verdict()).isEqualTo("succeeded");
      assertThat(record.usage().outputTokens()).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Protocol.class, names = "ANTHROPIC", mode = EnumSource.Mode.EXCLUDE)
  void aPromptThatIsTooLongIsToldInTheWordsOnWhichClaudeCodeMakesRoom(Protocol upstream) {
    String words =
        "This model's maximum context length is 8192 tokens. However, your messages resulted in"
            + " 9000 tokens.";
    var body = new JsonObject().put("error", new JsonObject().put("message", words));
    try (Scene scene = before(upstream, Answers.json(400, body.encode()))) {
      RawAnswer answer = scene.ask(ASK.formatted(true));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text())
          .contains("invalid_request_error", "prompt is too long: 9000 tokens > 8192 maximum");
      assertThat(answer.header("x-sluice-upstream-error")).contains(words);
      assertThat(scene.heldAgainst()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(value = Protocol.class, names = "ANTHROPIC", mode = EnumSource.Mode.EXCLUDE)
  void aKeyThatFailsInOneProtocolIsReplacedByAChannelOfAnother(Protocol upstream) {
    try (Scene scene = new Scene()) {
      scene.channel(0).put("type", upstream.id());
      scene.first.answers(Answers.outOfQuota());
      scene.second.answers(Answers.anthropicStream("from ", "home"));
      RawAnswer answer = scene.open().ask(ASK.formatted(true));
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.text()).contains("home");
      assertThat(scene.asked()).isEqualTo("a1 a2 b1");
    }
  }

  @ParameterizedTest
  @EnumSource(value = Protocol.class, names = "ANTHROPIC", mode = EnumSource.Mode.EXCLUDE)
  void anUpstreamThatBreaksOffIsAnErrorInTheStreamThatNamesIt(Protocol upstream) {
    Script good = Speech.of(upstream).good();
    Script cut = new Script(good.steps().subList(0, upstream == Protocol.GEMINI ? 2 : 3));
    try (Scene scene = before(upstream, cut.end())) {
      RawAnswer answer = scene.ask(ASK.formatted(true));
      assertThat(answer.text()).contains("event: error", "first").doesNotContain("message_stop");
      Waiting.until("it is in the books", () -> !scene.gateway().records().isEmpty());
      assertThat(scene.gateway().records().getFirst().verdict()).isNotEqualTo("succeeded");
    }
  }

  @ParameterizedTest
  @EnumSource(value = Protocol.class, names = "ANTHROPIC", mode = EnumSource.Mode.EXCLUDE)
  void anUpstreamThatTalksNonsenseIsAnErrorThatNamesItAndCountsAgainstIt(Protocol upstream) {
    Script good = Speech.of(upstream).good();
    int kept = upstream == Protocol.GEMINI ? 2 : upstream == Protocol.OPENAI_CHAT ? 3 : 4;
    Script nonsense = new Script(good.steps().subList(0, kept)).pieces("data: {\"broken\n\n").end();
    try (Scene scene = before(upstream, nonsense)) {
      RawAnswer answer = scene.ask(ASK.formatted(true));
      assertThat(answer.text()).contains("event: error", "first").doesNotContain("message_stop");
      Waiting.until("it is in the books", () -> !scene.gateway().records().isEmpty());
      assertThat(scene.gateway().records().getFirst().verdict()).isEqualTo("channel_failed");
      assertThat(scene.heldAgainst()).isPositive();
    }
  }

  @Test
  void whatCannotBeExpressedIsRefusedByNameBeforeAnybodyIsAsked() {
    try (Scene scene = before(Protocol.OPENAI_CHAT, Answers.chatStream("never"))) {
      RawAnswer answer =
          scene.ask(
              "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":["
                  + "{\"type\":\"container_upload\",\"file_id\":\"file_1\"}]}]}");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).contains("container_upload", "first", "openai-chat");
      assertThat(scene.first.requests()).isEmpty();
    }
  }

  @Test
  void anAnthropicChannelBehindTakesWhatTheFirstCannotExpress() {
    try (Scene scene = new Scene()) {
      scene.channel(0).put("type", "openai-chat");
      scene.second.answers(Answers.anthropicStream("from ", "home"));
      RawAnswer answer =
          scene
              .open()
              .ask(
                  "{\"model\":\"m\",\"max_tokens\":9,\"stream\":true,\"messages\":[{\"role\":"
                      + "\"user\",\"content\":[{\"type\":\"container_upload\",\"file_id\":\"f\"}]}]}");
      assertThat(answer.text()).contains("home");
      assertThat(scene.asked()).isEqualTo("b1");
    }
  }

  @Test
  void tokensAreEstimatedWhereNobodyCountsThem() {
    try (Scene scene = before(Protocol.OPENAI_CHAT, Answers.chatStream("never"))) {
      try (RawCaller caller = scene.post("/v1/messages/count_tokens", ASK.formatted(false))) {
        RawAnswer answer = caller.wholeAnswer();
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("x-sluice-token-count")).contains("estimate");
        assertThat(new JsonObject(answer.text()).getLong("input_tokens")).isBetween(5L, 50L);
        assertThat(scene.first.requests()).isEmpty();
      }
    }
  }

  @Test
  void tokensAreEstimatedWhereAnAnthropicUpstreamCannotCountThem() {
    try (Scene scene = before(Protocol.ANTHROPIC, Answers.json(404, "{}"))) {
      try (RawCaller caller = scene.post("/v1/messages/count_tokens", ASK.formatted(false))) {
        RawAnswer answer = caller.wholeAnswer();
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("x-sluice-token-count")).contains("estimate");
      }
    }
  }

  private static Scene before(Protocol upstream, Script says) {
    Scene scene = new Scene().alone();
    scene.channel(0).put("type", upstream.id());
    scene.first.answers(says);
    return scene.open();
  }

  private static Speech asking(Protocol caller, boolean streamed) {
    Speech usual = Speech.of(caller);
    return switch (caller) {
      case ANTHROPIC -> with(usual, usual.path(), ASK.formatted(streamed));
      case OPENAI_CHAT ->
          with(
              usual,
              usual.path(),
              "{\"model\":\"m\",\"stream\":"
                  + streamed
                  + ",\"messages\":[{\"role\":\"user\",\"content\":\"Where from?\"}]}");
      case OPENAI_RESPONSES ->
          with(
              usual,
              usual.path(),
              "{\"model\":\"m\",\"stream\":" + streamed + ",\"input\":\"Where from?\"}");
      case GEMINI ->
          with(
              usual,
              streamed ? usual.path() : "/v1beta/models/gemini-3-pro:generateContent",
              "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Where from?\"}]}]}");
    };
  }

  private static Speech with(Speech usual, String path, String body) {
    return new Speech(path, usual.model(), body, usual.good(), usual.overloaded());
  }

  private static Script whole(Protocol upstream) {
    return switch (upstream) {
      case ANTHROPIC -> Answers.anthropicWhole("from afar");
      case OPENAI_CHAT -> Answers.chatWhole("from afar");
      case OPENAI_RESPONSES -> Answers.responsesWhole("from afar");
      case GEMINI -> Answers.geminiWhole("from afar");
    };
  }

  private static void assertAsked(ReceivedRequest request, Protocol upstream) {
    String path =
        switch (upstream) {
          case ANTHROPIC -> "/v1/messages";
          case OPENAI_CHAT -> "/v1/chat/completions";
          case OPENAI_RESPONSES -> "/v1/responses";
          case GEMINI -> "/v1beta/models/";
        };
    assertThat(request.target()).startsWith(path);
    assertThat(request.key()).isEqualTo("a1");
    assertThat(request.header("content-type")).contains("application/json");
    assertThat(request.header("x-sluice-key")).isEmpty();
    assertThat(request.body().toString()).contains("Where from?");
  }
}
