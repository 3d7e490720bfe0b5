package dev.sluice.protocol.chat;

import static dev.sluice.protocol.chat.Cases.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.Property;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.Asked;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.message.StreamEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for whatever comes. */
final class ChatPropertyTest {

  private static final int TIMES = 400;
  private static final List<String> SOURCES =
      List.of(
          "02-chat-parallel-tools-interleaved.in.sse",
          "03-chat-deepseek-reasoning-crlf-no-done.in.sse",
          "04-chat-truncated-mid-tool.in.sse",
          "14-chat-kimi-ids-usage-in-choice.in.sse");
  private static final List<String> VALUES =
      List.of(
          "null",
          "[]",
          "{}",
          "0",
          "-1",
          "1e99",
          "true",
          "\"\"",
          "\"x\"",
          "[{}]",
          "[null]",
          "{\"a\":[]}",
          "\"{\\\"a\\\":1}\"",
          "[{\"index\":9}]",
          "\"<think>\"");

  private static byte[] mutated(Random chance) {
    String text = Cases.file(SOURCES.get(chance.nextInt(SOURCES.size())));
    for (int i = chance.nextInt(6); i >= 0 && !text.isEmpty(); i--) {
      text = chance.nextBoolean() ? revalued(text, chance) : cut(text, chance);
    }
    return text.getBytes(UTF_8);
  }

  private static String cut(String text, Random chance) {
    int from = chance.nextInt(text.length());
    int to = Math.min(text.length(), from + chance.nextInt(40));
    return text.substring(0, from) + (chance.nextBoolean() ? "" : "\n\n") + text.substring(to);
  }

  private static String revalued(String text, Random chance) {
    int colon = text.indexOf("\":", chance.nextInt(text.length()));
    int end = colon < 0 ? -1 : text.indexOf(',', colon);
    return end < 0
        ? text
        : text.substring(0, colon + 2)
            + VALUES.get(chance.nextInt(VALUES.size()))
            + text.substring(end);
  }

  @Test
  void whateverAnUpstreamSendsTheEventsAreLegalAndTheChunksToo() {
    Property.holds(
        TIMES,
        chance -> {
          byte[] stream = mutated(chance);
          var target = Cases.target("m", Cases.options("{'thinkTags':'tags'}"));
          List<StreamEvent> events = Cases.decoded(stream, 1 + chance.nextInt(200), target);
          Events.check(events);
          assertThat(events.size()).isLessThan(10 * stream.length + 10);
          var out = new ByteArrayOutputStream();
          var encoder = new ChatEncoder(Cases.TELLING, true, Set.of("Bash"));
          events.forEach(event -> encoder.encode(event, out));
          ChatGrammar.check(out.toString(UTF_8), true);
        });
  }

  @Test
  void whateverComesWholeTheEventsAreLegal() {
    Property.holds(
        TIMES,
        chance -> {
          String json =
              "{\"id\":\"1\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"a\",\"tool_calls\":"
                  + "[{\"id\":\"c\",\"function\":{\"name\":\"A\",\"arguments\":\"{}\"}}],\"x\":1},"
                  + "\"finish_reason\":\"stop\",\"x\":1}],\"usage\":{\"prompt_tokens\":1,\"x\":1}}";
          for (int i = chance.nextInt(4); i >= 0; i--) {
            json = revalued(json, chance);
          }
          var events = new ArrayList<StreamEvent>();
          var decoder =
              ChatUpstream.INSTANCE
                  .write(Cases.plain(), Cases.target(), new Losses())
                  .decoder(events::add);
          decoder.whole(json.getBytes(UTF_8));
          decoder.finish();
          Events.check(events);
        });
  }

  private static final String REQUEST =
      "{'model':'m','messages':[{'role':'system','content':'s'},{'role':'user','content':["
          + "{'type':'text','text':'a'},{'type':'image_url','image_url':{'url':'data:image/png;base64,AA'}}]},"
          + "{'role':'assistant','content':'b','reasoning_content':'hm','tool_calls':["
          + "{'id':'c','type':'function','function':{'name':'A','arguments':'{}'}}]},"
          + "{'role':'tool','tool_call_id':'c','content':'r'},{'role':'user','content':'d'}],"
          + "'tools':[{'type':'function','function':{'name':'A','description':'x',"
          + "'parameters':{'type':'object','properties':{'p':{'type':'string'}}}}}],"
          + "'tool_choice':'auto','max_tokens':5,'temperature':0.5,'stop':['x'],'stream':true,"
          + "'response_format':{'type':'json_object'},'reasoning_effort':'low','user':'u'}";

  @Test
  void whateverACallerSendsItIsReadOrRefusedByName() {
    Property.holds(
        TIMES * 5,
        chance -> {
          String text = json(REQUEST).toString();
          for (int i = chance.nextInt(4); i >= 0; i--) {
            text = revalued(text, chance);
          }
          if (Json.tree(text).orElse(null) instanceof ObjectNode body) {
            try {
              var request = ChatCaller.INSTANCE.read(Asked.NOTHING, body, new Losses()).message();
              ChatUpstream.INSTANCE.write(request, Cases.target(), new Losses());
            } catch (MalformedRequest | Inexpressible refused) {
              assertThat(refused.getMessage()).isNotBlank();
            }
          }
        });
  }

  @Test
  void aRequestThatComesBackToItsProtocolIsTheSame() throws Exception {
    ObjectNode given = json(REQUEST);
    ((ArrayNode) given.path("messages")).remove(0);
    ObjectNode back =
        (ObjectNode)
            Json.tree(
                    ChatUpstream.INSTANCE
                        .write(
                            Cases.asked(Protocol.OPENAI_CHAT, given),
                            Cases.target("m", dev.sluice.protocol.convert.UpstreamOptions.DEFAULT),
                            new Losses())
                        .body())
                .orElseThrow();
    given.remove("user");
    back.remove(List.of("user", "stream_options"));
    assertThat(back).isEqualTo(given);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "02-chat-parallel-tools-interleaved",
        "03-chat-deepseek-reasoning-crlf-no-done",
        "04-chat-truncated-mid-tool",
        "14-chat-kimi-ids-usage-in-choice"
      })
  void aStreamIsToldToClaude(String name) throws Exception {
    String told =
        Cases.translated(
            Protocol.OPENAI_CHAT,
            Cases.file(name + ".in.sse"),
            Protocol.ANTHROPIC,
            json(
                "{'model':'asked','max_tokens':5,'stream':true,'messages':[{'role':'user','content':'a'}]}"),
            true);
    assertThat(AnthropicStory.of(told))
        .isEqualTo(AnthropicStory.of(Cases.file(name + ".expected.anthropic.sse")));
  }
}
