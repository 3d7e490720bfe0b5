package dev.sluice.protocol.gemini;

import static dev.sluice.protocol.gemini.Cases.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.ForeignThinking;
import dev.sluice.protocol.message.ContentBlock;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CarriedThinkingTest {

  private static byte[] request(String signature) {
    String body =
        "{'contents':[{'role':'model','parts':[{'text':'a','thoughtSignature':'SIG'},"
            + "{'functionCall':{'name':'f'},'thoughtSignature':'SIG'},"
            + "{'text':'c2wx','thoughtSignature':'QQ=='}]}]}";
    return body.replace('\'', '"').replace("SIG", signature).getBytes(UTF_8);
  }

  @Test
  void geminiItselfIsNotAskedToReadIt() {
    String ours = CarriedThinking.write(List.of(new ContentBlock.Thinking("hm", "EqQB")));
    byte[] body = request(ours);
    assertThat(ForeignThinking.mayBeIn(Protocol.GEMINI, body)).isTrue();
    assertThat(Json.tree(ForeignThinking.without(Protocol.GEMINI, body)).orElseThrow())
        .isEqualTo(
            json(
                "{'contents':[{'role':'model','parts':[{'text':'a'},{'functionCall':{'name':'f'},"
                    + "'thoughtSignature':'c2tpcF90aG91Z2h0X3NpZ25hdHVyZV92YWxpZGF0b3I='},"
                    + "{'text':'c2wx','thoughtSignature':'QQ=='}]}]}"));
  }

  @Test
  void whatIsGooglesOwnStaysAsItIs() {
    byte[] body = request("U2ln");
    assertThat(ForeignThinking.mayBeIn(Protocol.GEMINI, body)).isFalse();
    assertThat(ForeignThinking.without(Protocol.GEMINI, body)).isSameAs(body);
  }
}
