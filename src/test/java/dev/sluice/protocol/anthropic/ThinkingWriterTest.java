package dev.sluice.protocol.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.Asked;
import dev.sluice.protocol.convert.CallerSide;
import dev.sluice.protocol.convert.Conversions;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Target;
import dev.sluice.protocol.convert.UpstreamOptions;
import dev.sluice.protocol.convert.UpstreamSide;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Callers of Chat cannot keep the thinking that belongs to the calls they answer. */
final class ThinkingWriterTest {

  private static final String QUESTION = "{'role':'user','content':'How is the weather?'}";
  private static final String CALL =
      "{'role':'assistant','tool_calls':[{'id':'t','type':'function',"
          + "'function':{'name':'f','arguments':'{}'}}]}";
  private static final String RESULT = "{'role':'tool','tool_call_id':'t','content':'21'}";

  private final Losses losses = new Losses();

  @Test
  void aBudgetIsForgoneWhileCallsAreAnsweredThatCameWithoutThinking() throws Exception {
    JsonNode body = sent("claude-sonnet-4-5", QUESTION + "," + CALL + "," + RESULT);
    assertThat(body.has("thinking")).isFalse();
    assertThat(losses.line()).contains("the calls that are answered were made without thinking");
  }

  @Test
  void aQuestionBehindThemIsThoughtAboutAgain() throws Exception {
    String done = "{'role':'assistant','content':'21.'},{'role':'user','content':'And now?'}";
    JsonNode body = sent("claude-sonnet-4-5", QUESTION + "," + CALL + "," + RESULT + "," + done);
    assertThat(body.at("/thinking/type").asText()).isEqualTo("enabled");
  }

  @Test
  void whoThinksByEffortNeedsNoneBefore() throws Exception {
    JsonNode body = sent("claude-opus-4-8", QUESTION + "," + CALL + "," + RESULT);
    assertThat(body.at("/thinking/type").asText()).isEqualTo("adaptive");
    assertThat(losses.isEmpty()).as(losses.line()).isTrue();
  }

  private JsonNode sent(String model, String messages) throws Exception {
    String tool = "{'type':'function','function':{'name':'f','parameters':{'type':'object'}}}";
    String request =
        "{'model':'m','reasoning_effort':'high','tools':[%s],'messages':[%s]}"
            .formatted(tool, messages);
    var asked =
        CallerSide.of(Protocol.OPENAI_CHAT)
            .read(
                new Asked("", false, false, _ -> Optional.empty()),
                Conversions.object(request.replace('\'', '"')),
                losses);
    var target = new Target("here", model, UpstreamOptions.DEFAULT);
    var written = UpstreamSide.of(Protocol.ANTHROPIC).write(asked.message(), target, losses);
    return Json.tree(written.body()).orElseThrow();
  }
}
