package dev.sluice.protocol.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import org.junit.jupiter.api.Test;

final class ForeignThinkingTest {

  private static final String OURS =
      "{'type':'thinking','thinking':'hm','signature':'sl1.openai-responses.a.e30'}";
  private static final String GENUINE = "{'type':'thinking','thinking':'hm','signature':'EqQB'}";
  private static final String CALL = "{'type':'tool_use','id':'t','name':'f','input':{}}";
  private static final String RESULT = "{'type':'tool_result','tool_use_id':'t','content':'x'}";
  private static final String EDITS =
      "'context_management':{'edits':[{'type':'clear_thinking_20251015','keep':'all'}EDIT]}";
  private static final String BUDGET =
      "'thinking':{'type':'enabled','budget_tokens':2048}," + EDITS.replace("EDIT", "");

  @Test
  void aBudgetIsForgoneWhereTheCallsThatAreAnsweredLostTheirThinking() {
    assertThat(without(BUDGET, messages(OURS + "," + CALL, RESULT)))
        .isEqualTo(json("{'messages':" + messages(CALL, RESULT) + "}"));
  }

  @Test
  void aBudgetIsForgoneWhereTheyWereMadeWithoutAny() {
    String before = OURS + "," + CALL + "]},{'role':'user','content':[" + RESULT;
    String after = CALL + "]},{'role':'user','content':[" + RESULT;
    String rest = "]},{'role':'assistant','content':[" + CALL;
    assertThat(without(BUDGET, messages(before + rest, RESULT)))
        .isEqualTo(json("{'messages':" + messages(after + rest, RESULT) + "}"));
  }

  @Test
  void editsThatConcernNoThinkingStay() {
    String edit = "{'type':'clear_tool_uses_20250919'}";
    String body = "'thinking':{'type':'enabled'}," + EDITS.replace("EDIT", "," + edit);
    assertThat(without(body, messages(OURS + "," + CALL, RESULT)).at("/context_management"))
        .isEqualTo(json("{'edits':[" + edit + "]}"));
  }

  @Test
  void aNewQuestionIsThoughtAbout() {
    String text = "{'type':'text','text':'and?'}";
    assertThat(without(BUDGET, messages(OURS + "," + CALL, text)).has("thinking")).isTrue();
  }

  @Test
  void genuineThinkingBeforeTheCallsIsEnough() {
    String begun = OURS + "]},{'role':'user','content':[{'type':'text','text':'go on'}";
    String rest = "]},{'role':'assistant','content':[" + GENUINE + "," + CALL;
    assertThat(without(BUDGET, messages(begun + rest, RESULT)).has("thinking")).isTrue();
  }

  @Test
  void thinkingByEffortNeedsNone() {
    String adaptive = "'thinking':{'type':'adaptive'}";
    assertThat(without(adaptive, messages(OURS + "," + CALL, RESULT)).at("/thinking/type").asText())
        .isEqualTo("adaptive");
  }

  private static String messages(String assistant, String user) {
    return "[{'role':'assistant','content':["
        + assistant
        + "]},{'role':'user','content':["
        + user
        + "]}]";
  }

  private static JsonNode without(String members, String messages) {
    byte[] body = bytes("{" + members + ",'messages':" + messages + "}");
    assertThat(ForeignThinking.mayBeIn(Protocol.ANTHROPIC, body)).isTrue();
    return Json.tree(ForeignThinking.without(Protocol.ANTHROPIC, body)).orElseThrow();
  }

  private static JsonNode json(String text) {
    return Json.tree(bytes(text)).orElseThrow();
  }

  private static byte[] bytes(String text) {
    return text.replace('\'', '"').getBytes(UTF_8);
  }
}
