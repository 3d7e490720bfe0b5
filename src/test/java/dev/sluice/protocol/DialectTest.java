package dev.sluice.protocol;

import static dev.sluice.protocol.Fault.Kind.CHANNEL_KEY_REJECTED;
import static dev.sluice.protocol.Fault.Kind.OVERLOADED;
import static dev.sluice.protocol.Fault.Kind.RATE_LIMITED;
import static dev.sluice.protocol.Fault.Kind.UPSTREAM_FAILED;
import static dev.sluice.protocol.Protocol.ANTHROPIC;
import static dev.sluice.protocol.Protocol.GEMINI;
import static dev.sluice.protocol.Protocol.OPENAI_CHAT;
import static dev.sluice.protocol.Protocol.OPENAI_RESPONSES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class DialectTest {

  private static final List<ModelEntry> MODELS =
      List.of(new ModelEntry("claude-x", "Claude X", 1_760_000_000), new ModelEntry("b", "B", 0));

  @Test
  void anthropicNamesTheRequestInItsEnvelope() {
    assertThat(body(ANTHROPIC, new Fault(OVERLOADED, "say \"no\"\n")))
        .isEqualTo(
            "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                + "\"message\":\"say \\\"no\\\"\\n\"},\"request_id\":\"req_1\"}");
  }

  @Test
  void openAiAndGeminiHaveEnvelopesOfTheirOwn() {
    var fault = new Fault(RATE_LIMITED, "slow");
    String openAi =
        "{\"error\":{\"message\":\"slow\",\"type\":\"requests\",\"param\":null,"
            + "\"code\":\"rate_limit_exceeded\"}}";
    assertThat(body(OPENAI_CHAT, fault)).isEqualTo(openAi);
    assertThat(body(OPENAI_RESPONSES, fault)).isEqualTo(openAi);
    assertThat(body(GEMINI, fault))
        .isEqualTo(
            "{\"error\":{\"code\":429,\"message\":\"slow\",\"status\":\"RESOURCE_EXHAUSTED\"}}");
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_REQUEST,400,400,400,invalid_request_error",
    "UNAUTHENTICATED,401,401,401,authentication_error",
    "PATH_UNKNOWN,404,404,404,not_found_error",
    "MODEL_UNKNOWN,404,404,404,not_found_error",
    "METHOD_NOT_ALLOWED,405,405,405,invalid_request_error",
    "REQUEST_TIMEOUT,408,408,408,invalid_request_error",
    "TOO_LARGE,413,413,413,request_too_large",
    "UNSUPPORTED_ENCODING,415,415,415,invalid_request_error",
    "RATE_LIMITED,429,429,429,rate_limit_error",
    "HEADERS_TOO_LARGE,431,431,431,invalid_request_error",
    "INTERNAL,500,500,500,api_error",
    "UPSTREAM_FAILED,500,502,500,api_error",
    "CHANNEL_KEY_REJECTED,503,503,503,api_error",
    "OVERLOADED,529,503,503,overloaded_error",
    "TIMEOUT,504,504,504,timeout_error",
  })
  void everyFaultHasItsStatus(
      Fault.Kind kind, int anthropic, int openAi, int gemini, String anthropicType) {
    var fault = new Fault(kind, "m");
    assertThat(status(ANTHROPIC, fault)).isEqualTo(anthropic);
    assertThat(status(OPENAI_CHAT, fault)).isEqualTo(openAi);
    assertThat(status(OPENAI_RESPONSES, fault)).isEqualTo(openAi);
    assertThat(status(GEMINI, fault)).isEqualTo(gemini);
    assertThat(body(ANTHROPIC, fault)).contains("\"type\":\"" + anthropicType + "\"");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void ourOwnTapKnowsOurOwnErrors(Protocol protocol) {
    var dialect = Dialect.of(protocol);
    for (Fault.Kind kind : Fault.Kind.values()) {
      var fault = new Fault(kind, "who failed\nand what to do");
      for (byte[] frames :
          List.of(dialect.streamError(fault, "1"), dialect.streamErrorBeforeStart(fault, "1"))) {
        var tap = Streams.tapped(protocol, frames);
        assertThat(tap.error().orElseThrow().text()).contains("who failed and what to do");
        assertThat(tap.betweenEvents()).isTrue();
        assertThat(tap.terminal() || tap.content()).isFalse();
      }
      var answer = dialect.answerTap();
      byte[] body = dialect.error(fault, "1").body();
      answer.feed(body, 0, body.length);
      assertThat(answer.isError()).isTrue();
    }
  }

  @Test
  void aResponseThatFailsBeforeItBeganIsCreatedFirst() {
    var dialect = Dialect.of(OPENAI_RESPONSES);
    var fault = new Fault(UPSTREAM_FAILED, "gone");
    assertThat(text(dialect.streamErrorBeforeStart(fault, "1")))
        .startsWith(
            "event: response.created\ndata: {\"type\":\"response.created\",\"sequence_number\":0,")
        .contains("\n\nevent: response.failed\n", "\"code\":\"server_error\",\"message\":\"gone\"");
    assertThat(text(dialect.streamError(fault, "1"))).startsWith("event: response.failed\n");
  }

  @Test
  void framesAreThoseOfTheProtocol() {
    var fault = new Fault(CHANNEL_KEY_REJECTED, "m");
    assertThat(text(Dialect.of(ANTHROPIC).streamError(fault, "r")))
        .isEqualTo(
            "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\","
                + "\"message\":\"m\"},\"request_id\":\"r\"}\n\n");
    assertThat(text(Dialect.of(OPENAI_CHAT).streamError(fault, "r")))
        .startsWith("data: {\"error\":{\"message\":\"m\"");
    assertThat(text(Dialect.of(GEMINI).streamError(fault, "r")))
        .startsWith("data: {\"error\":{\"code\":503");
    assertThat(text(Dialect.of(ANTHROPIC).ping()))
        .isEqualTo("event: ping\ndata: {\"type\":\"ping\"}\n\n");
    assertThat(text(Dialect.of(OPENAI_CHAT).ping())).isEqualTo(": keep-alive\n\n");
    assertThat(text(Dialect.of(ANTHROPIC).waiting())).isEqualTo(": keep-alive\n\n");
  }

  @Test
  void geminisCallersAreSentNoCommentForTheirClientsBreakOffThen() {
    assertThat(text(Dialect.of(GEMINI).ping())).isBlank().endsWith("\n\n");
    assertThat(text(Dialect.of(GEMINI).waiting())).isBlank().endsWith("\n\n");
  }

  @Test
  void modelsAreListedInTheCallersShape() {
    assertThat(text(Dialect.of(ANTHROPIC).models(new ModelList(MODELS, false))))
        .isEqualTo(
            "{\"data\":[{\"type\":\"model\",\"id\":\"claude-x\",\"display_name\":\"Claude X\","
                + "\"created_at\":\"2025-10-09T08:53:20Z\"},{\"type\":\"model\",\"id\":\"b\","
                + "\"display_name\":\"B\",\"created_at\":\"1970-01-01T00:00:00Z\"}],"
                + "\"has_more\":false,\"first_id\":\"claude-x\",\"last_id\":\"b\"}");
    assertThat(text(Dialect.of(ANTHROPIC).models(new ModelList(List.of(), false))))
        .isEqualTo("{\"data\":[],\"has_more\":false,\"first_id\":null,\"last_id\":null}");
    assertThat(text(Dialect.of(OPENAI_CHAT).models(new ModelList(MODELS, false))))
        .startsWith(
            "{\"object\":\"list\",\"data\":[{\"id\":\"claude-x\",\"object\":\"model\","
                + "\"created\":1760000000,\"owned_by\":\"sluice\"},");
    assertThat(text(Dialect.of(GEMINI).model(MODELS.getFirst())))
        .isEqualTo(
            "{\"name\":\"models/claude-x\",\"displayName\":\"Claude X\","
                + "\"supportedGenerationMethods\":"
                + "[\"generateContent\",\"streamGenerateContent\",\"countTokens\"]}");
  }

  private static int status(Protocol protocol, Fault fault) {
    return Dialect.of(protocol).error(fault, "req_1").status();
  }

  private static String body(Protocol protocol, Fault fault) {
    return text(Dialect.of(protocol).error(fault, "req_1").body());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
