package dev.sluice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Answers;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.Script;
import dev.sluice.testing.ScriptedUpstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A listener hears how a key is, and not only that something happened to one. */
final class KeyEventsTest {

  private static final String ACCESS = "x-api-key: " + RunningGateway.ACCESS_KEY;
  private static final String KEY = "sk-secret-aaaaaaaaaaaaaaaa";
  private static final String BODY = "{\"model\":\"claude-x\",\"max_tokens\":9,\"messages\":[]}";

  private final ScriptedUpstream upstream =
      ScriptedUpstream.start().probes(Answers.json(404, "{\"error\":{\"message\":\"no\"}}"));
  private final RunningGateway gateway =
      RunningGateway.with(RunningGateway.channel("main", upstream, KEY));
  private final ApiCaller api = new ApiCaller(gateway);
  private final RawCaller listener =
      RawCaller.connect(gateway.port()).get("/api/events", ACCESS).awaitText("event: live");

  @AfterEach
  void close() {
    listener.close();
    api.close();
    gateway.close();
    upstream.close();
  }

  private void ask(Script answer) {
    upstream.answers(answer);
    try (var caller = RawCaller.connect(gateway.port()).post("/v1/messages", BODY, ACCESS)) {
      caller.wholeAnswer();
    }
  }

  private String id() {
    return api.get("/api/channels/main/keys").json().at("/items/0/id").asText();
  }

  private void hears(String rest) {
    listener.awaitText(
        "event: key\ndata: {\"channel\":\"main\",\"key\":\""
            + id()
            + "\",\"masked\":\"sk-secr****aaaa\","
            + rest);
    assertThat(listener.bytes().toString()).doesNotContain(KEY);
  }

  @Test
  void thatItWasRejectedAndIsLetInAgain() {
    ask(Answers.keyRejected());
    hears("\"state\":\"rejected\",\"until\":null,\"lastError\":\"key_rejected\"}");
    api.send("POST", "/api/channels/main/keys/" + id() + "/reset", "");
    hears("\"state\":\"ready\",\"until\":null,\"lastError\":null}");
  }

  @Test
  void thatItRestsAndUntilWhen() {
    ask(Answers.rateLimited(3600));
    hears("\"state\":\"cooling\",\"until\":\"20");
  }

  @Test
  void thatATestLetItIn() {
    ask(Answers.keyRejected());
    hears("\"state\":\"rejected\"");
    upstream.answers(Answers.anthropicWhole("hi"));
    api.send("POST", "/api/channels/main/test", "");
    hears("\"state\":\"ready\"");
  }
}
