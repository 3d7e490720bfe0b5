package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Answers;
import dev.sluice.testing.RawAnswer;
import dev.sluice.testing.RunningGateway;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no request to be served is refused in the caller's own words. */
final class EdgeTest {

  private static final Rig rig = Rig.start();
  private static final String POST = "POST /v1/messages HTTP/1.1\r\nhost: a\r\n";
  private static final String KEY = Rig.KEY + "\r\n";

  @AfterAll
  static void close() {
    rig.close();
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of(
            "two lengths", POST + KEY + "content-length: 2\r\ncontent-length: 3\r\n\r\n{}"),
        Arguments.of(
            "the same length twice",
            POST + KEY + "content-length: 2\r\ncontent-length: 2\r\n\r\n{}"),
        Arguments.of(
            "a length and chunks",
            POST + KEY + "content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"),
        Arguments.of(
            "chunks that are not last",
            POST + KEY + "transfer-encoding: chunked, gzip\r\n\r\n0\r\n\r\n"),
        Arguments.of("a negative length", POST + KEY + "content-length: -2\r\n\r\n{}"),
        Arguments.of("a signed length", POST + KEY + "content-length: +2\r\n\r\n{}"),
        Arguments.of("a header line that ends in a bare LF", POST + "x-odd: a\n" + KEY + "\r\n"),
        Arguments.of("a NUL in a header", POST + "x-odd: a\0b\r\n" + KEY + "\r\n"),
        Arguments.of("a space before the colon", POST + "x-odd : a\r\n" + KEY + "\r\n"),
        Arguments.of("no version", "POST /v1/messages\r\nhost: a\r\n\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void aRequestIsRefusedThatHas(String what, String request) {
    RawAnswer answer = rig.caller().send(request).wholeAnswer();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("connection")).contains("close");
    assertThat(answer.text())
        .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\"")
        .contains("The request is not valid HTTP");
    assertThat(rig.one().requests()).isEmpty();
  }

  static Stream<Arguments> envelopes() {
    return Stream.of(
        Arguments.of("/v1/messages", "anthropic", "{\"type\":\"error\""),
        Arguments.of("/proxy/v1/messages?beta=true", "anthropic", "{\"type\":\"error\""),
        Arguments.of("/v1/chat/completions", "openai-chat", "{\"error\":{\"message\":"),
        Arguments.of("/v1/responses", "openai-responses", "{\"error\":{\"message\":"),
        Arguments.of("/v1beta/models/m:generateContent", "gemini", "{\"error\":{\"code\":400"),
        Arguments.of("/elsewhere", "", "{\"type\":\"error\""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("envelopes")
  void whatTheParserRefusesIsToldInTheEnvelopeOfItsPathAndRecorded(
      String path, String protocol, String begin) {
    try (Rig own = Rig.start()) {
      String head = "POST " + path + " HTTP/1.1\r\nhost: a\r\n";
      RawAnswer answer =
          own.caller().send(head + "content-length: 2\r\ncontent-length: 3\r\n\r\n").wholeAnswer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).startsWith(begin).contains("The request is not valid HTTP");
      var record = own.record();
      assertThat(answer.header("x-sluice-request-id")).contains(record.id());
      assertThat(record.protocol()).isEqualTo(protocol);
      assertThat(record.status()).isEqualTo(400);
      assertThat(record.error()).startsWith("The request is not valid HTTP");
    }
  }

  @Test
  void headersThatAreTooLongAreToldInTheEnvelopeOfTheirPathToo() {
    String head = "POST /v1beta/models/m:generateContent HTTP/1.1\r\nx-long: ";
    RawAnswer answer = rig.caller().send(head + "x".repeat(33 * 1024) + "\r\n\r\n").wholeAnswer();
    assertThat(answer.status()).isEqualTo(431);
    assertThat(answer.text()).startsWith("{\"error\":{\"code\":431");
  }

  /** The platform ends the connection at once; what is written to it then is lost. */
  @Test
  void aChunkWithoutALengthEndsTheConnectionAndIsRecorded() {
    try (Rig own = Rig.start()) {
      String request = POST + KEY + "transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n";
      own.caller().send(request).awaitEnd();
      assertThat(own.record().error()).isEqualTo("body: was cut off");
      assertThat(own.record().status()).isEqualTo(400);
      assertThat(own.one().requests()).isEmpty();
    }
  }

  /** The parser replaces the fold by a space before anyone interprets the value (RFC 9112, 5.2). */
  @Test
  void aFoldedHeaderIsOneLineBeforeItIsReadOrForwarded() {
    try (Rig own = Rig.start()) {
      own.one().answers(Answers.anthropicWhole("fine"));
      String length = "content-length: " + Rig.WHOLE.length() + "\r\n\r\n";
      String folded = POST + KEY + "x-odd: a\r\n  b\r\n\tc\r\n" + length + Rig.WHOLE;
      assertThat(own.caller().send(folded).wholeAnswer().status()).isEqualTo(200);
      assertThat(own.one().requests().getFirst().header("x-odd")).contains("a b c");
    }
  }

  @Test
  void noFramingHidesInAFold() {
    String both = "content-length: 2\r\ntransfer-encoding:\r\n chunked\r\n\r\n0\r\n\r\n";
    assertThat(rig.caller().send(POST + KEY + both).wholeAnswer().status()).isEqualTo(400);
    String lengths = "content-length: 2\r\n 3\r\n\r\n{}";
    assertThat(rig.caller().send(POST + KEY + lengths).wholeAnswer().status()).isEqualTo(400);
    assertThat(rig.one().requests()).isEmpty();
  }

  @Test
  void headersAreBounded() {
    RawAnswer answer =
        rig.caller().send(POST + "x-long: " + "x".repeat(33 * 1024) + "\r\n\r\n").wholeAnswer();
    assertThat(answer.status()).isEqualTo(431);
    assertThat(answer.text()).contains("The request's headers are longer than 32768 bytes");
  }

  @Test
  void longHeadersAreFineBelowTheBound() {
    RawAnswer answer =
        rig.caller().send(POST + "x-long: " + "x".repeat(30 * 1024) + "\r\n\r\n").wholeAnswer();
    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void theRequestLineIsBounded() {
    RawAnswer answer = rig.caller().get("/v1/models?" + "x".repeat(9 * 1024)).wholeAnswer();
    assertThat(answer.status()).isEqualTo(414);
    assertThat(answer.text()).contains("The request line is longer than 8192 bytes");
  }

  static Stream<Arguments> paths() {
    return Stream.of(
        Arguments.of("/v1/nothing", "anthropic-version: 2023-06-01", "{\"type\":\"error\""),
        Arguments.of("/v1/nothing", "x-odd: a", "{\"error\":{\"message\":"),
        Arguments.of("/v1/messages/batches", "x-odd: a", "{\"type\":\"error\""),
        Arguments.of("/v1beta/nothing", "x-odd: a", "{\"error\":{\"code\":404"),
        Arguments.of("/v1/models/m:embedContent", "x-odd: a", "{\"error\":{\"code\":404"),
        Arguments.of("/v1alpha/nothing", "x-odd: a", "{\"error\":{\"code\":404"),
        Arguments.of("/v1beta/models/m:embedContent", "x-odd: a", "{\"error\":{\"code\":404"));
  }

  @ParameterizedTest(name = "{0} with {1}")
  @MethodSource("paths")
  void aPathThatIsNotServedIsNamedInTheCallersEnvelope(String path, String header, String begin) {
    RawAnswer answer = rig.caller().post(path, "{}", header).wholeAnswer();
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text()).startsWith(begin).contains(path).contains("POST /v1/messages");
    assertThat(answer.header("x-sluice-request-id")).isPresent();
  }

  @Test
  void aMethodThatIsNotServedIsToldTheOneThatIs() {
    RawAnswer answer = rig.caller().get("/v1/messages", Rig.KEY).wholeAnswer();
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("allow")).contains("POST");
    assertThat(answer.text()).contains("GET /v1/messages is not served; use POST");
  }

  @Test
  void googlesNewerClientsAreListedModelsInTheirShape() {
    String google = "x-goog-api-client: google-genai-sdk/3.3.0";
    assertThat(rig.caller().get("/v1/models", Rig.KEY, google).wholeAnswer().text())
        .startsWith("{\"models\":");
    assertThat(rig.caller().get("/v1/models", Rig.KEY).wholeAnswer().text())
        .startsWith("{\"object\":\"list\"");
  }

  @Test
  void probesOfClientsNeedNoKey() {
    for (String path : new String[] {"/", "/api/hello"}) {
      var caller = rig.caller().send("HEAD " + path + " HTTP/1.1\r\nhost: a\r\n\r\n");
      assertThat(caller.answer().status()).isEqualTo(200);
    }
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        Arguments.of("", "the body is empty; send one JSON object"),
        Arguments.of("{}", "model: is required (pointer /model); name a model"),
        Arguments.of("{\"model\":\"a\",\"model\":\"b\"}", "(pointer /model)"));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void aBodyThatCannotBeReadIsToldWhere(String body, String message) {
    RawAnswer answer = rig.ask(body).wholeAnswer();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains(message);
  }

  @Test
  void ourOwnErrorsCarryTheirIdWhereSdksLookForIt() {
    RawAnswer answer = rig.ask("{}").wholeAnswer();
    assertThat(answer.header("request-id")).isEqualTo(answer.header("x-sluice-request-id"));
    assertThat(answer.text()).contains(answer.header("request-id").orElseThrow());
  }

  @Test
  void aKeyInTheAddressWithABrokenEscapeIsNoKey() {
    var caller = rig.caller();
    caller.post("/v1beta/models/m:generateContent?key=%zz", "{}");
    assertThat(caller.wholeAnswer().status()).isEqualTo(401);
  }

  @Test
  void twoDifferentGatewayKeysAreNone() {
    var caller = rig.caller();
    String other = "authorization: Bearer " + RunningGateway.OTHER_ACCESS_KEY;
    caller.post("/v1/messages", Rig.WHOLE, Rig.KEY, other);
    RawAnswer answer = caller.wholeAnswer();
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.text()).contains("authentication_error", "does not accept the key");
  }

  @Test
  void everyRefusalOfAKeyReadsTheSame() {
    String none = withoutId(rig.caller().post("/v1/messages", Rig.WHOLE).wholeAnswer());
    String wrong =
        withoutId(rig.caller().post("/v1/messages", Rig.WHOLE, "x-api-key: sk-x").wholeAnswer());
    assertThat(wrong).isEqualTo(none);
  }

  private static String withoutId(RawAnswer answer) {
    return answer.text().replace(answer.header("x-sluice-request-id").orElseThrow(), "");
  }

  @Test
  void whoKnocksWithManyUnknownKeysIsSlowedDown() {
    try (Rig own = Rig.start()) {
      own.one().answers(Answers.anthropicWhole("fine"));
      RawAnswer answer = null;
      for (int knock = 0; knock < 60 && (answer == null || answer.status() == 401); knock++) {
        String key = "x-api-key: sk-unknown-" + knock;
        answer = own.caller().post("/v1/messages", Rig.WHOLE, key).wholeAnswer();
      }
      assertThat(answer).isNotNull();
      assertThat(answer.status()).isEqualTo(429);
      assertThat(Integer.parseInt(answer.header("retry-after").orElseThrow())).isBetween(1, 300);
      assertThat(answer.header("x-should-retry")).contains("false");
      assertThat(own.askWhole().wholeAnswer().status()).isEqualTo(200);
    }
  }
}
