package dev.sluice.protocol;

import static dev.sluice.protocol.Protocol.ANTHROPIC;
import static dev.sluice.protocol.Protocol.GEMINI;
import static dev.sluice.protocol.Protocol.OPENAI_CHAT;
import static dev.sluice.protocol.Protocol.OPENAI_RESPONSES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnswerTapTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ANTHROPIC|{'type':'message','content':[{'type':'text'}],'usage':{'input_tokens':3,'output_tokens':4,'cache_read_input_tokens':5,'cache_creation':{'ephemeral_1h_input_tokens':6}}}|3|4|5|0|6",
        "OPENAI_CHAT|{'choices':[{'message':{'content':'a'}}],'usage':{'prompt_tokens':9,'completion_tokens':2,'prompt_tokens_details':{'cached_tokens':4,'cache_write_tokens':1}}}|4|2|4|1|0",
        "OPENAI_RESPONSES|{'status':'completed','output':[],'usage':{'input_tokens':9,'output_tokens':2,'input_tokens_details':{'cached_tokens':4}}}|5|2|4|0|0",
        "GEMINI|{'candidates':[{'content':{'parts':[{'text':'a'}]}}],'usageMetadata':{'promptTokenCount':9,'cachedContentTokenCount':4,'toolUsePromptTokenCount':1,'candidatesTokenCount':2,'thoughtsTokenCount':3}}|6|5|4|0|0",
        "GEMINI|[{'usageMetadata':{'promptTokenCount':1}},{'candidates':[{'finishReason':'STOP'}],'usageMetadata':{'promptTokenCount':2}}]|2|0|0|0|0",
      })
  void readsTheUsage(
      Protocol protocol, String body, long in, long out, long read, long five, long hour) {
    var tap = told(protocol, body);
    assertThat(tap.usage()).isEqualTo(new Usage(in, out, read, five, hour, true));
    assertThat(tap.malformed()).isFalse();
    assertThat(tap.isError()).isFalse();
    assertThat(tap.empty()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ANTHROPIC|{'type':'error','error':{'type':'api_error','message':'no'}}",
        "ANTHROPIC|{'error':{'message':'no'}}",
        "ANTHROPIC|{'base_resp':{'status_code':1008,'status_msg':'insufficient balance'}}",
        "OPENAI_CHAT|{'error':'no'}",
        "OPENAI_CHAT|{'error':{'code':502,'message':'no'},'choices':[]}",
        "OPENAI_CHAT|{'object':'error','message':'no'}",
        "OPENAI_RESPONSES|{'status':'failed','error':{'code':'server_error'}}",
        "GEMINI|[{'error':{'code':503}}]",
      })
  void knowsAnErrorThatCameWithAGoodStatus(Protocol protocol, String body) {
    assertThat(told(protocol, body).isError()).isTrue();
  }

  @Test
  void nothingInTheErrorsPlaceIsNone() {
    assertThat(told(OPENAI_RESPONSES, "{'status':'completed','error':null}").isError()).isFalse();
    assertThat(told(OPENAI_CHAT, "{'base_resp':{'status_code':0},'error':false}").isError())
        .isFalse();
  }

  @Test
  void anAnswerWithoutContentOrReasonIsEmpty() {
    assertThat(told(ANTHROPIC, "{'type':'message','content':[],'stop_reason':null}").empty())
        .isTrue();
    assertThat(told(OPENAI_CHAT, "{'choices':[{'message':{'content':''}}]}").empty()).isTrue();
    assertThat(told(OPENAI_RESPONSES, "{}").empty()).isTrue();
    assertThat(told(GEMINI, "{'candidates':[]}").empty()).isTrue();
    assertThat(told(ANTHROPIC, "").empty()).isTrue();
  }

  @Test
  void aReasonOrACountIsAnAnswer() {
    assertThat(told(ANTHROPIC, "{'content':[],'stop_reason':'refusal'}").empty()).isFalse();
    assertThat(told(ANTHROPIC, "{'input_tokens':0}").empty()).isFalse();
    assertThat(told(GEMINI, "{'promptFeedback':{'blockReason':'SAFETY'}}").empty()).isFalse();
    assertThat(told(GEMINI, "{'totalTokens':4}").empty()).isFalse();
  }

  @Test
  void whatIsNotOneDocumentIsMalformed() {
    assertThat(told(ANTHROPIC, "").malformed()).isTrue();
    assertThat(told(ANTHROPIC, "{'a':").malformed()).isTrue();
    assertThat(told(ANTHROPIC, "{} x").malformed()).isTrue();
    assertThat(told(ANTHROPIC, "{}{}").malformed()).isTrue();
    assertThat(told(ANTHROPIC, "<html>").malformed()).isTrue();
    assertThat(told(ANTHROPIC, "'text'").malformed()).isTrue();
    assertThat(told(ANTHROPIC, " {} \n").malformed()).isFalse();
  }

  @Test
  void anyCutOfTheBytesTellsTheSame() {
    String body =
        "{'choices':[{'message':{'content':'ж 漢 🙂','tool_calls':[{'id':'\\u0041'}]},"
            + "'finish_reason':'stop'}],'usage':{'prompt_tokens':1234,'completion_tokens':56}}";
    for (int piece = 1; piece < 40; piece++) {
      var tap = told(OPENAI_CHAT, body, piece);
      assertThat(tap.usage()).isEqualTo(new Usage(1234, 56, 0, 0, 0, true));
      assertThat(tap.empty() || tap.malformed() || tap.isError()).isFalse();
    }
  }

  @Test
  void garbageIsNeverThrownAtTheListener() {
    Property.holds(
        300,
        (Random chance) -> {
          byte[] body = new JsonText(chance).request().getBytes(UTF_8);
          body[chance.nextInt(body.length)] = (byte) chance.nextInt(256);
          for (Protocol protocol : Protocol.values()) {
            var tap = Dialect.of(protocol).answerTap();
            tap.feed(body, 0, body.length);
            tap.finish();
            assertThat(tap.usage().known()).isFalse();
          }
        });
  }

  private static AnswerTap told(Protocol protocol, String body) {
    return told(protocol, body, Integer.MAX_VALUE);
  }

  private static AnswerTap told(Protocol protocol, String body, int piece) {
    byte[] bytes = body.replace('\'', '"').getBytes(UTF_8);
    var tap = Dialect.of(protocol).answerTap();
    for (int at = 0; at < bytes.length; at += Math.min(piece, bytes.length)) {
      byte[] lent =
          Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + Math.min(piece, bytes.length)));
      tap.feed(lent, 0, lent.length);
      Arrays.fill(lent, (byte) '#');
    }
    tap.finish();
    return tap;
  }
}
