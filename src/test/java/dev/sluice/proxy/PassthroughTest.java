package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.testing.Answers;
import dev.sluice.testing.ReceivedRequest;
import dev.sluice.testing.RunningGateway;
import org.junit.jupiter.api.Test;

/** What of a caller's identity goes upstream, and what never does. */
final class PassthroughTest {

  private static final String LOGIN = "sk-ant-oat01-login-of-the-caller";
  private static final String GATEWAY_KEY = "x-sluice-key: " + RunningGateway.ACCESS_KEY;

  private static void passthrough(ObjectNode document) {
    document
        .withArray("channels")
        .forEach(channel -> {
          ((ObjectNode) channel).put("auth", "passthrough");
          ((ObjectNode) channel).putArray("keys");
        });
  }

  private static ReceivedRequest received(Rig rig, String... headers) {
    rig.one().answers(Answers.anthropicWhole("fine"));
    rig.caller().post("/v1/messages", Rig.WHOLE, headers).wholeAnswer();
    return rig.one().requests().getFirst();
  }

  @Test
  void theCallersLoginReachesTheUpstreamAndTheGatewaysKeyDoesNot() {
    try (Rig rig = Rig.start(PassthroughTest::passthrough)) {
      ReceivedRequest request = received(rig, GATEWAY_KEY, "authorization: Bearer " + LOGIN);
      assertThat(request.header("authorization")).contains("Bearer " + LOGIN);
      assertThat(request.headers().toString()).doesNotContain(RunningGateway.ACCESS_KEY);
    }
  }

  @Test
  void aLoginIsNotForwardedToAChannelWithKeysOfItsOwn() {
    try (Rig rig = Rig.start()) {
      ReceivedRequest request = received(rig, GATEWAY_KEY, "authorization: Bearer " + LOGIN);
      assertThat(request.headers().toString())
          .contains("sk-one")
          .doesNotContain(LOGIN, RunningGateway.ACCESS_KEY);
    }
  }

  @Test
  void theUpstreamsRefusalOfALoginIsRelayedAsItIs() {
    try (Rig rig = Rig.start(PassthroughTest::passthrough)) {
      rig.one().answers(Answers.keyRejected());
      var caller = rig.caller();
      caller.post("/v1/messages", Rig.WHOLE, GATEWAY_KEY, "authorization: Bearer " + LOGIN);
      var answer = caller.wholeAnswer();
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.text()).contains("invalid x-api-key");
    }
  }

  @Test
  void unknownHeadersGoThroughAndTracesOfTheCallerDoNot() {
    try (Rig rig = Rig.start()) {
      ReceivedRequest request =
          received(
              rig,
              Rig.KEY,
              "anthropic-beta: one,two",
              "x-new-thing: 1",
              "cookie: a=b",
              "x-forwarded-for: 10.0.0.1",
              "x-real-ip: 10.0.0.1",
              "cf-connecting-ip: 10.0.0.1",
              "connection: x-hop",
              "x-hop: 1");
      assertThat(request.header("anthropic-beta")).contains("one,two");
      assertThat(request.header("x-new-thing")).contains("1");
      assertThat(request.headers().toString())
          .doesNotContain("cookie", "10.0.0.1", "x-hop", RunningGateway.ACCESS_KEY);
      assertThat(request.header("accept-encoding")).contains("identity");
    }
  }
}
