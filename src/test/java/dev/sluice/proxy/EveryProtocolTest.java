package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.channel.KeyState.Phase;
import dev.sluice.protocol.Protocol;
import dev.sluice.testing.Answers;
import dev.sluice.testing.RawAnswer;
import dev.sluice.testing.Script;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same failovers, whatever is spoken. */
final class EveryProtocolTest {

  private static final String BAD_KEY =
      "{\"error\":{\"code\":401,\"message\":\"Incorrect API key provided\"}}";

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void anAnswerComesFromTheFirstKey(Protocol protocol) {
    assertThat(asked(protocol, Speech.of(protocol).good())).isEqualTo("a1 READY");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aUsedUpQuotaMovesToTheNextKey(Protocol protocol) {
    assertThat(asked(protocol, Answers.outOfQuota())).isEqualTo("a1 a2 COOLING");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aRejectedKeyMovesToTheNextKey(Protocol protocol) {
    assertThat(asked(protocol, Answers.json(401, BAD_KEY))).isEqualTo("a1 a2 REJECTED");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aFailureMovesToTheNextChannel(Protocol protocol) {
    assertThat(asked(protocol, Answers.json(503, "{}"))).isEqualTo("a1 b1 READY");
  }

  private static String asked(Protocol protocol, Script says) {
    Speech speech = Speech.of(protocol);
    try (Scene scene = new Scene().speaking(protocol)) {
      scene.first.answers(speech.good()).answersKey("a1", says);
      scene.second.answers(speech.good());
      RawAnswer answer = scene.open().say(speech);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).contains("from ", "afar");
      Phase first = scene.key("a1").phase();
      return scene.asked() + " " + first;
    }
  }
}
