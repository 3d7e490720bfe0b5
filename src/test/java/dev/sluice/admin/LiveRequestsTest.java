package dev.sluice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.admin.ApiCaller.Answer;
import dev.sluice.testing.Answers;
import dev.sluice.testing.Events;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.Script;
import dev.sluice.testing.ScriptedUpstream;
import dev.sluice.testing.Step;
import dev.sluice.testing.Waiting;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LiveRequestsTest {

  private static final String KEY = "x-api-key: " + RunningGateway.ACCESS_KEY;
  private static final String BODY =
      "{\"model\":\"claude-x\",\"max_tokens\":9,\"stream\":true,\"messages\":[]}";

  private final ScriptedUpstream upstream = ScriptedUpstream.start();
  private final RunningGateway gateway =
      RunningGateway.with(RunningGateway.channel("main", upstream, "sk-secret-aaaaaaaaaaaaaaaa"));
  private final ApiCaller api = new ApiCaller(gateway);
  private final CountDownLatch more = new CountDownLatch(1);

  @AfterEach
  void close() {
    more.countDown();
    api.close();
    gateway.close();
    upstream.close();
  }

  private RawCaller ask() {
    upstream.answers(
        Answers.openStream(Events.anthropicBroken("so far")).then(Step.await(more)).end());
    return RawCaller.connect(gateway.port()).post("/v1/messages", BODY, KEY).awaitText("so far");
  }

  private RawCaller listen() {
    return RawCaller.connect(gateway.port()).get("/api/events", KEY).awaitText("event: live");
  }

  private JsonNode only() {
    Answer page = api.get("/api/requests/live");
    assertThat(page.json().path("total").asInt()).isEqualTo(1);
    return page.json().path("items").path(0);
  }

  @Test
  void aRequestThatStreamsIsListedUntilItEnds() {
    try (var caller = ask()) {
      JsonNode running = only();
      assertThat(running.path("phase").asText()).isEqualTo("streaming");
      assertThat(running.path("model").asText()).isEqualTo("claude-x");
      assertThat(running.path("channel").asText()).isEqualTo("main");
      assertThat(running.path("caller").path("kind").asText()).isEqualTo("access-key");
      assertThat(running.path("attempt").asInt()).isEqualTo(1);
      assertThat(running.path("bytes").asLong()).isPositive();
      assertThat(
              List.of(
                  running.path("receivedMs").asLong(-1),
                  running.path("admittedMs").asLong(-1),
                  running.path("startMs").asLong(-1),
                  running.path("elapsedMs").asLong(-1)))
          .isSorted()
          .doesNotContain(-1L);
      assertThat(running.path("passedOver").isArray()).isTrue();
      more.countDown();
      caller.wholeAnswer();
      Waiting.until(
          "it is listed no more",
          () -> api.get("/api/requests/live").json().path("total").asInt() == 0);
    }
  }

  @Test
  void aRequestThatWaitsForItsUpstreamSaysSo() {
    upstream.answers(Script.of(Step.await(more)).then(Answers.broken().steps().getFirst()));
    try (var _ = RawCaller.connect(gateway.port()).post("/v1/messages", BODY, KEY)) {
      Waiting.until(
          "it is on its way",
          () ->
              api.get("/api/requests/live").json().at("/items/0/phase").asText().equals("waiting"));
      assertThat(only().path("bytes").asLong()).isZero();
    }
  }

  @Test
  void aListenerHearsOfARequestFromItsStartToItsRecord() {
    try (var listener = listen();
        var caller = ask()) {
      String id = caller.answer().header("x-sluice-request-id").orElseThrow();
      listener.awaitText("event: running\ndata: {\"id\":\"" + id + "\"");
      listener.awaitText("\"phase\":\"streaming\"");
      more.countDown();
      listener.awaitText("event: ended\ndata: {\"items\":[\"" + id + "\"]}");
      listener.awaitText("event: request\ndata: {\"id\":\"" + id + "\"");
    }
  }

  @Test
  void whoeverListensAnewIsToldAllThatRunsFirst() {
    try (var caller = ask();
        var listener = listen()) {
      String id = caller.answer().header("x-sluice-request-id").orElseThrow();
      String told = listener.bytes().toString();
      assertThat(told.indexOf("event: live")).isLessThan(told.indexOf(id));
      assertThat(told).contains("\"revision\":" + gateway.gateway().routes().now().revision());
    }
  }

  @Test
  void aSessionListensWithItsCookieAlone() {
    try (var browser = new Browser(gateway);
        var listener = RawCaller.connect(gateway.port())) {
      String cookie = browser.signIn(false).cookie();
      listener.get("/api/events", "cookie: " + cookie).awaitText("event: live");
      assertThat(listener.answer().status()).isEqualTo(200);
    }
  }

  @Test
  void whoeverSignsOutHearsNoMore() {
    try (var browser = new Browser(gateway)) {
      var session = browser.signIn(false);
      var listener =
          RawCaller.connect(gateway.port())
              .get("/api/events", "cookie: " + session.cookie())
              .awaitText("event: live");
      try (listener;
          var other = listen()) {
        var out =
            browser.send(
                "POST",
                "/api/auth/sign-out",
                "",
                "cookie",
                session.cookie(),
                "x-csrf-token",
                session.csrf());
        assertThat(out.statusCode()).isEqualTo(204);
        Waiting.until("the end", () -> listener.bytes().toString().endsWith("0\r\n\r\n"));
        assertThat(other.bytes().toString()).doesNotEndWith("0\r\n\r\n");
      }
    }
  }
}
