package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.base.Secret;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.testing.Answers;
import dev.sluice.testing.RawAnswer;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An upstream that repeats the channel's key in an error does not give it to callers. */
final class EchoedKeyTest {

  private static final String CHANNEL_KEY = "plain-looking-key-of-the-channel";
  private static final String STRANGERS_KEY = "sk-ant-api03-key-of-somebody-else-entirely";
  private static final String MASK = Secret.of(CHANNEL_KEY).masked();

  private static Rig rig(Script script) {
    Rig rig =
        Rig.start(document -> {
          var channels = document.withArray("channels");
          channels.remove(1);
          ((ObjectNode) channels.get(0)).putArray("keys").addObject().put("secret", CHANNEL_KEY);
        });
    rig.one().answers(script);
    return rig;
  }

  private static String error(String words) {
    return "{\"error\": {\"type\":\"some_error\",\n \"message\":\"" + words + "\"}}";
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 402, 403, 404, 429, 500, 529})
  void aRelayedErrorIsAsItCameButForTheKey(int status) {
    String said = error("no: " + CHANNEL_KEY + " é \\u00e9 " + STRANGERS_KEY);
    try (Rig rig = rig(Answers.json(status, said, "x-echo: a " + CHANNEL_KEY))) {
      RawAnswer answer = rig.askWhole().wholeAnswer();
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.text()).isEqualTo(said.replace(CHANNEL_KEY, MASK));
      assertThat(answer.header("x-echo")).contains("a " + MASK);
      RequestRecord record = rig.record();
      assertThat(record.toString()).doesNotContain(CHANNEL_KEY);
    }
  }

  @Test
  void aQuotedErrorHasNeitherTheKeyNorAnythingLikeOne() {
    String said = error("bad keys " + CHANNEL_KEY + " and " + STRANGERS_KEY);
    try (Rig rig = rig(Answers.json(401, said))) {
      RawAnswer answer = rig.askWhole().wholeAnswer();
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.text())
          .contains("bad keys " + MASK + " and " + Secret.of(STRANGERS_KEY).masked())
          .doesNotContain(CHANNEL_KEY, STRANGERS_KEY);
      assertThat(rig.record().toString()).doesNotContain(CHANNEL_KEY, STRANGERS_KEY);
      RawAnswer listed = rig.caller().get("/api/channels", Rig.KEY).wholeAnswer();
      assertThat(listed.text()).contains(MASK).doesNotContain(CHANNEL_KEY, STRANGERS_KEY);
    }
  }

  @Test
  void anErrorAsTheFirstEventOfAStreamIsHeldAndCleaned() {
    try (Rig rig = rig(Answers.errorAsFirstEvent("invalid_request_error", "no " + CHANNEL_KEY))) {
      RawAnswer answer = rig.askStreamed().wholeAnswer();
      assertThat(answer.text()).contains(MASK).doesNotContain(CHANNEL_KEY);
    }
  }

  @Test
  void aKeyThatMayBeAWordIsNoneToHide() {
    try (Rig rig =
        Rig.start(document -> {
          var keys = ((ObjectNode) document.withArray("channels").get(0)).putArray("keys");
          keys.addObject().put("secret", "ollama");
        })) {
      String said = error("ollama does not know this");
      rig.one().answers(Answers.json(400, said));
      assertThat(rig.askWhole().wholeAnswer().text()).isEqualTo(said);
    }
  }

  @Test
  void aPassedThroughLoginComesBackAsTheUpstreamSaidIt() {
    String login = "sk-ant-oat01-login-of-the-caller-itself";
    try (Rig rig =
        Rig.start(document -> {
          var channels = document.withArray("channels");
          channels.remove(1);
          var only = (ObjectNode) channels.get(0);
          only.remove("keys");
          only.put("auth", "passthrough");
        })) {
      String said = error("bad " + login);
      rig.one().answers(Answers.json(400, said));
      String key = "x-sluice-key: " + RunningGateway.ACCESS_KEY;
      RawAnswer answer =
          rig.caller()
              .post("/v1/messages", Rig.WHOLE, key, "authorization: Bearer " + login)
              .wholeAnswer();
      assertThat(answer.text()).isEqualTo(said);
    }
  }
}
