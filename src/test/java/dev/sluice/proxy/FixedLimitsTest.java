package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.Settings;
import dev.sluice.testing.Answers;
import dev.sluice.testing.Script;
import dev.sluice.testing.Step;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits that no setting changes, where no other test meets them. */
final class FixedLimitsTest {

  private static final int KIB = 1024;

  @Test
  void anHttp2ConnectionCarriesSoManyStreams(@TempDir Path folder) throws Exception {
    var settings = Settings.read(Map.of(), Map.of("DATA_DIR", folder.toString(), "PORT", "0"));
    assertThat(ServerSettings.of(settings).getInitialSettings().getMaxConcurrentStreams())
        .isEqualTo(ServerSettings.MAX_STREAMS);
  }

  @Test
  void anAnswerWithoutContentGoesOutWhenItIsTooLongToHold() {
    try (Rig rig = Rig.start()) {
      String comment = ":" + "x".repeat(KIB) + "\n\n";
      rig.one()
          .answers(
              Script.chunked(200, "text/event-stream")
                  .pieces(comment.repeat(65))
                  .then(Step.stall()));
      assertThat(rig.askStreamed().answer().status()).isEqualTo(200);
    }
  }

  @Test
  void anErrorThatIsTooLongIsAFailureOfItsChannel() {
    try (Rig rig = Rig.start()) {
      rig.one().answers(Answers.json(400, "{\"error\":\"" + "x".repeat(KIB * KIB) + "\"}"));
      rig.two().answers(Answers.anthropicWhole("fine"));
      assertThat(rig.askWhole().wholeAnswer().header("x-sluice-channel")).contains("two");
      assertThat(rig.record().attempts().getFirst().verdict()).isEqualTo("channel_failed");
    }
  }

  @Test
  void headersOfAnUpstreamThatAreTooLongAreAFailureOfItsChannel() {
    try (Rig rig = Rig.start()) {
      rig.one().answers(Answers.json(200, "{}", "x-long: " + "x".repeat(65 * KIB)));
      rig.two().answers(Answers.anthropicWhole("fine"));
      assertThat(rig.askWhole().wholeAnswer().header("x-sluice-channel")).contains("two");
      assertThat(rig.record().attempts().getFirst().verdict()).isEqualTo("channel_failed");
    }
  }

  @Test
  void anAdministratorsBodyIsBoundedToo() {
    try (Rig rig = Rig.start()) {
      String head = "POST /api/channels HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n";
      String length = "content-length: " + (4 * KIB * KIB + 1) + "\r\n\r\n";
      var answer = rig.caller().send(head + Rig.KEY + "\r\n" + length).answer();
      assertThat(answer.status()).isEqualTo(413);
    }
  }

  @Test
  void ofManyKeysThatRefuseAtOnceSoManyAreTried() {
    try (Rig rig =
        Rig.start(document -> {
          var keys = ((ObjectNode) document.withArray("channels").get(0)).putArray("keys");
          for (int i = 0; i < Bounds.MOST_REFUSALS + 5; i++) {
            keys.addObject().put("secret", "sk-key-" + i);
          }
        })) {
      rig.one().answers(Answers.keyRejected());
      rig.two().answers(Answers.anthropicWhole("fine"));
      assertThat(rig.askWhole().wholeAnswer().status()).isEqualTo(503);
      assertThat(rig.one().requests()).hasSize(Bounds.MOST_REFUSALS);
      assertThat(rig.two().requests()).isEmpty();
    }
  }
}
