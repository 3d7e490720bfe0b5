package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.Protocol;
import dev.sluice.testing.Answers;
import dev.sluice.testing.RawAnswer;
import dev.sluice.testing.Script;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a caller is told when nothing worked. */
final class FinalErrorTest {

  /**
   * @param retry {@code x-should-retry}, or empty: the upstream's own word, which is none
   * @param after {@code retry-after}, or empty: none
   */
  private record Row(
      String name, Script says, int status, String quotes, String retry, String after) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Row> told() {
    return Stream.of(
        new Row("its own 401", Answers.keyRejected(), 503, "invalid x-api-key", "false", ""),
        new Row("402", Answers.error(402, "billing_error", "Pay"), 402, "Pay", "true", "60"),
        new Row("429", Answers.rateLimited(7), 429, "would exceed", "true", "7"),
        new Row("a long 429", Answers.rateLimited(3600), 429, "would exceed", "false", "3600"),
        new Row("403", Answers.json(403, "{\"no\":1}"), 403, "{\"no\":1}", "true", "60"),
        new Row("529", Answers.overloaded(), 529, "Overloaded", "true", "1"),
        new Row("500", Answers.broken(), 500, "Internal server error", "true", "1"),
        new Row(
            "an error with status 200",
            Answers.errorAsFirstEvent("api_error", "Oops"),
            500,
            "Oops",
            "true",
            "1"),
        new Row(
            "a missing model",
            Answers.error(404, "not_found_error", "model: claude-sonnet-4-5"),
            404,
            "model: claude",
            "false",
            ""),
        rejected(400),
        rejected(409),
        rejected(413),
        rejected(415),
        rejected(422),
        new Row(
            "a context overflow",
            Answers.error(400, "invalid_request_error", "prompt is too long: 9 tokens > 8 maximum"),
            400,
            "prompt is too long",
            "",
            ""),
        new Row(
            "an echo of the request",
            Answers.error(400, "invalid_request_error", "messages.0: credit balance is too low"),
            400,
            "messages.0",
            "",
            ""));
  }

  private static Row rejected(int status) {
    return new Row(
        "a rejected request: " + status,
        Answers.error(status, "invalid_request_error", "No"),
        status,
        "\"No\"",
        "",
        "");
  }

  @ParameterizedTest
  @MethodSource("told")
  void theUpstreamsWordReachesTheCallerWithATruthfulHint(Row row) {
    try (Scene scene = new Scene().alone()) {
      scene.first.answersKey("a1", row.says());
      RawAnswer answer = scene.open().ask(Scene.STREAMED);
      assertThat(answer.status()).isEqualTo(row.status());
      assertThat(answer.text()).contains(row.quotes());
      assertThat(answer.header("x-should-retry").orElse("")).isEqualTo(row.retry());
      assertThat(answer.header("retry-after").orElse("")).isEqualTo(row.after());
    }
  }

  @Test
  void aRejectedRequestIsAskedOnceAndBlamesNobody() {
    try (Scene scene = new Scene()) {
      scene.first.answers(Answers.error(400, "invalid_request_error", "No"));
      scene.open().ask(Scene.STREAMED);
      assertThat(scene.asked()).isEqualTo("a1");
      assertThat(scene.heldAgainst()).isZero();
    }
  }

  @Test
  void theUpstreamsOwnBytesAndStatusAreTold() {
    String body = "{ \"error\" : {\"message\":\"odd \\u0041\", \"code\": 1e3 } }";
    try (Scene scene = new Scene().alone()) {
      scene.first.answers(Answers.json(502, body, "request-id: req_7"));
      RawAnswer answer = scene.open().ask(Scene.WHOLE);
      assertThat(answer.text()).isEqualTo(body);
      assertThat(answer.header("request-id")).contains("req_7");
      assertThat(answer.header("x-sluice-channel")).contains("first");
    }
  }

  @Test
  void aRejectionSaysMoreThanAQuotaAndAQuotaMoreThanAFailure() {
    try (Scene scene = new Scene()) {
      scene.first.answersKey("a1", Answers.outOfCredit()).answersKey("a2", Answers.broken());
      scene.second.answers(Answers.overloaded());
      RawAnswer answer = scene.open().ask(Scene.STREAMED);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).contains("credit balance");
      assertThat(scene.order()).isEqualTo("a1 a2");
    }
  }

  @Test
  void aRetryIsHintedForTheSoonestOfAll() {
    try (Scene scene = new Scene()) {
      scene.first.answersKey("a1", Answers.rateLimited(50));
      scene.first.answersKey("a2", Answers.rateLimited(20));
      scene.second.answers(Answers.rateLimited(40));
      RawAnswer answer = scene.open().ask(Scene.STREAMED);
      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.header("retry-after")).contains("20");
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void whatNoUpstreamSaidNamesTheReasonPerChannelInTheCallersEnvelope(Protocol protocol) {
    try (Scene scene = new Scene().speaking(protocol)) {
      scene.first.close();
      scene.second.close();
      Speech speech = Speech.of(protocol);
      RawAnswer answer = scene.open().say(speech);
      assertThat(answer.status()).isEqualTo(protocol == Protocol.ANTHROPIC ? 529 : 503);
      assertThat(answer.text()).contains("first: ", "second: ", speech.overloaded());
      assertThat(answer.header("x-should-retry")).contains("true");
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aRejectedKeyIsTheGatewaysFaultInEveryProtocol(Protocol protocol) {
    try (Scene scene = new Scene().speaking(protocol).alone()) {
      scene.first.answers(Answers.json(401, "{\"error\":{\"message\":\"bad key 7\"}}"));
      Speech speech = Speech.of(protocol);
      RawAnswer answer = scene.open().say(speech);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.text()).contains("bad key 7", "first");
      assertThat(answer.header("x-should-retry")).contains("false");
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aLastFailureIsRelayedAsItCameInEveryProtocol(Protocol protocol) {
    String body = "{\"error\":{\"message\":\"boom\"}}";
    try (Scene scene = new Scene().speaking(protocol).alone()) {
      scene.first.answers(Answers.json(500, body));
      Speech speech = Speech.of(protocol);
      RawAnswer answer = scene.open().say(speech);
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.text()).isEqualTo(body);
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aModelThatNoChannelTakesIsNotFoundAndTheNearestIsNamed(Protocol protocol) {
    try (Scene scene = new Scene().speaking(protocol).alone()) {
      Speech speech = Speech.of(protocol);
      scene.channel(0).putArray("models").add(speech.model() + "x").add("other");
      RawAnswer answer = scene.open().say(speech);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.text()).contains(speech.model() + "x").doesNotContain("other");
      assertThat(scene.asked()).isEmpty();
    }
  }

  @Test
  void aModelThatEveryChannelLacksStaysUnknownWithoutAskingAgain() {
    try (Scene scene = new Scene().alone()) {
      scene.first.answers(Answers.error(404, "not_found_error", "model: claude-sonnet-4-5"));
      scene.open().ask(Scene.STREAMED);
      assertThat(scene.ask(Scene.STREAMED).status()).isEqualTo(404);
      assertThat(scene.asked()).isEqualTo("a1");
      scene.first.answers(Answers.anthropicStream("Hi"));
      String other = Scene.STREAMED.replace("sonnet", "opus");
      assertThat(scene.ask(other).status()).isEqualTo(200);
    }
  }

  @Test
  void aPassedThroughLoginHearsItsOwn401And429Unchanged() {
    try (Scene scene = new Scene().alone()) {
      scene.channel(0).put("auth", "passthrough").remove("keys");
      scene.first.answers(Answers.keyRejected(), Answers.rateLimited(90));
      scene.open();
      RawAnswer rejected = scene.ask(Scene.STREAMED, "authorization: Bearer own-login");
      assertThat(rejected.status()).isEqualTo(401);
      assertThat(rejected.header("x-should-retry")).isEmpty();
      RawAnswer limited = scene.ask(Scene.STREAMED, "authorization: Bearer own-login");
      assertThat(limited.status()).isEqualTo(429);
      assertThat(limited.header("retry-after")).contains("90");
      assertThat(scene.asked()).isEqualTo("own-login own-login");
    }
  }
}
