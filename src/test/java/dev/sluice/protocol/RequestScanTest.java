package dev.sluice.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class RequestScanTest {

  @Test
  void readsEveryFactWhereverItStands() throws MalformedRequest {
    var facts =
        scan(
            """
            {"messages":[{"role":"user","content":"\\"model\\":\\"no\\" }] {["}],
             "metadata":{"x":[1],"user_id":"u-1"}, "stream" : true,"max_tokens":4096,
             "prompt_cache_key":"k-1","model":"claude-x"}
            """);
    assertThat(facts)
        .isEqualTo(
            new RequestFacts(
                "claude-x", facts.modelStart(), facts.modelEnd(), true, "u-1", "k-1", 4096));
  }

  @Test
  void theOffsetsSpanTheValueWithItsQuotes() throws MalformedRequest {
    String body = "{\"model\" : \"m\\u0031\" }";
    var facts = scan(body);
    assertThat(facts.model()).isEqualTo("m1");
    assertThat(body.substring(facts.modelStart(), facts.modelEnd())).isEqualTo("\"m\\u0031\"");
  }

  @Test
  void anEscapedNameIsTheSameName() throws MalformedRequest {
    assertThat(scan("{\"mod\\u0065l\":\"m\"}").model()).isEqualTo("m");
  }

  @Test
  void aNestedModelIsNone() throws MalformedRequest {
    assertThat(scan("{\"a\":{\"model\":\"m\"},\"b\":[{\"model\":\"n\"}]}"))
        .isEqualTo(new RequestFacts("", -1, -1, false, "", "", 0));
  }

  @Test
  void aByteOrderMarkIsPassedOver() throws MalformedRequest {
    var facts = scan("\uFEFF{\"model\":\"m\"}");
    assertThat(facts.modelStart()).isEqualTo(12);
    assertThat(facts.model()).isEqualTo("m");
  }

  @Test
  void bytesBehindTheLengthAreNotLookedAt() throws MalformedRequest {
    byte[] body = "{\"model\":\"m\"}garbage".getBytes(UTF_8);
    assertThat(RequestScan.scan(body, 13).model()).isEqualTo("m");
  }

  @Test
  void aSecondModelIsRefused() {
    var refused = refusal("{\"model\":\"a\",\"m\\u006fdel\":\"a\"}");
    assertThat(refused.pointer()).isEqualTo("/model");
    assertThat(refused).hasMessage("model: a second one at byte 26; send it once");
  }

  @Test
  void aModelThatIsNoStringIsRefused() {
    var refused = refusal("{\"model\":{\"name\":\"a\"}}");
    assertThat(refused.pointer()).isEqualTo("/model");
    assertThat(refused).hasMessage("model: no string at byte 9; send the model's name in quotes");
  }

  @Test
  void aModelOfAbsurdLengthIsRefused() {
    assertThat(refusal("{\"model\":\"" + "m".repeat(2000) + "\"}"))
        .hasMessage("model: longer than 1024 bytes at byte 9; send a name");
  }

  @Test
  void aModelWithHalfACharacterIsRefused() {
    assertThat(refusal("{\"model\":\"\\ud800\"}"))
        .hasMessage("model: half a character escaped at byte 9; send both halves");
  }

  @Test
  void aModelWithABadEscapeIsRefused() {
    assertThat(refusal("{\"model\":\"\\x\"}"))
        .hasMessage(
            "the body is no valid JSON: the string at byte 9 holds a bad escape;"
                + " send one complete JSON object");
  }

  @Test
  void whatIsNoObjectIsRefusedWithPlaceAndFix() {
    assertThat(refusal("")).hasMessage("the body is empty; send one JSON object");
    assertThat(refusal("[]")).hasMessage(invalid("expected '{' at byte 0, found '['"));
    assertThat(refusal("{\"a\":1"))
        .hasMessage(invalid("expected ',' or '}' at byte 6, found the end"));
    assertThat(refusal("{\"a\":1}x"))
        .hasMessage(invalid("expected nothing after the object at byte 7, found 'x'"));
    assertThat(refusal("{\"a\":1,}"))
        .hasMessage(invalid("expected a member's name in quotes at byte 7, found '}'"));
    assertThat(refusal("{\"a\" 1}")).hasMessage(invalid("expected ':' at byte 5, found '1'"));
    assertThat(refusal("{\"a\":tru}")).hasMessage(invalid("expected a value at byte 5, found 't'"));
    assertThat(refusal("{\"a\":-}")).hasMessage(invalid("expected a digit at byte 6, found '}'"));
    assertThat(refusal("{\"a\":01}"))
        .hasMessage(invalid("expected ',' or '}' at byte 6, found '1'"));
    assertThat(refusal("{\"a\":[1}}")).hasMessage(invalid("expected ']' at byte 7, found '}'"));
    assertThat(refusal("{\"a\":[{"))
        .hasMessage(invalid("expected ']' or '}' at byte 7, found the end"));
    assertThat(refusal("{\"a\":\"b\\\"}")).hasMessage(invalid("the string at byte 5 never ends"));
    assertThat(refusal("\u0000{}")).hasMessage(invalid("expected '{' at byte 0, found byte 0x00"));
  }

  @Test
  void nestingHasALimit() throws MalformedRequest {
    assertThat(scan(nested(JsonCursor.MAX_DEPTH - 1)).stream()).isFalse();
    var refused = refusal(nested(JsonCursor.MAX_DEPTH));
    assertThat(refused.pointer()).isEmpty();
    assertThat(refused)
        .hasMessage("the body nests deeper than 512 levels at byte 516; send a flatter one");
  }

  @Test
  void onlyTrueStreams() throws MalformedRequest {
    assertThat(scan("{\"stream\":\"true\"}").stream()).isFalse();
    assertThat(scan("{\"stream\":1}").stream()).isFalse();
    assertThat(scan("{\"stream\":true}").stream()).isTrue();
  }

  @Test
  void theGreatestLimitCounts() throws MalformedRequest {
    assertThat(scan("{\"max_completion_tokens\":20,\"max_tokens\":10}").maxTokens()).isEqualTo(20);
    assertThat(scan("{\"max_output_tokens\":1e3}").maxTokens()).isEqualTo(1000);
    assertThat(scan("{\"max_tokens\":-3}").maxTokens()).isZero();
  }

  @Test
  void aModelTokenIsJson() {
    assertThat(new String(RequestScan.modelToken("a\"\\\n🙂"), UTF_8))
        .isEqualTo("\"a\\\"\\\\\\n🙂\"");
  }

  private static String nested(int arrays) {
    return "{\"a\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}";
  }

  private static String invalid(String why) {
    return "the body is no valid JSON: " + why + "; send one complete JSON object";
  }

  private static MalformedRequest refusal(String body) {
    return catchThrowableOfType(MalformedRequest.class, () -> scan(body));
  }

  private static RequestFacts scan(String body) throws MalformedRequest {
    byte[] bytes = body.getBytes(UTF_8);
    return RequestScan.scan(Arrays.copyOf(bytes, bytes.length + 3), bytes.length);
  }
}
