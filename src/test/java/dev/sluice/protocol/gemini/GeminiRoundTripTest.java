package dev.sluice.protocol.gemini;

import static dev.sluice.protocol.gemini.Cases.THIRD;
import static dev.sluice.protocol.gemini.Cases.call;
import static dev.sluice.protocol.gemini.Cases.encoded;
import static dev.sluice.protocol.gemini.Cases.json;
import static dev.sluice.protocol.gemini.Cases.object;
import static dev.sluice.protocol.gemini.Cases.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.Property;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Fold;
import dev.sluice.protocol.message.Message;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.Spent;
import dev.sluice.protocol.message.StopReason;
import dev.sluice.protocol.message.StreamEvent;
import dev.sluice.protocol.message.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What goes out and comes back, and what comes in and goes on. */
final class GeminiRoundTripTest {

  private static final List<ContentBlock> ANSWER =
      List.of(
          new ContentBlock.Thinking("Hm. Ж", "EqQB+/=="),
          new ContentBlock.RedactedThinking("hidden"),
          text("Let me look."),
          new ContentBlock.Thinking("", "sl1.openai-responses.o1.e30"),
          call("toolu_1", "f"),
          call("toolu_2", "g"));

  private static Message message(List<ContentBlock> blocks) {
    return new Message(
        "i", "m", blocks, StopReason.TOOL_USE, Optional.empty(), Optional.empty(), Spent.UNKNOWN);
  }

  /** A request whose history holds these contents of the model's, and the results of its calls. */
  private static ObjectNode next(List<JsonNode> contents) {
    var body = Json.object();
    var all = body.putArray("contents");
    all.add(json("{'role':'user','parts':[{'text':'go'}]}"));
    contents.forEach(all::add);
    all.add(
        json(
            "{'role':'user','parts':[{'functionResponse':{'id':'toolu_1','name':'f',"
                + "'response':{'output':'1'}}},{'functionResponse':{'id':'toolu_2','name':'g',"
                + "'response':{'output':'2'}}}]}"));
    return body;
  }

  private static List<JsonNode> streamed(boolean thoughts) {
    var events = new ArrayList<StreamEvent>();
    Fold.replay(message(ANSWER), events::add);
    return Cases.chunks(encoded(events, thoughts, false)).stream()
        .map(chunk -> chunk.at("/candidates/0/content"))
        .toList();
  }

  private static List<ContentBlock> back(ObjectNode request) throws Exception {
    MessageRequest read = Cases.read(request, new Losses());
    assertThat(read.turns()).hasSize(3);
    return read.turns().get(1).content();
  }

  @Test
  void anAnswerThatWasStreamedComesBackExactly() throws Exception {
    assertThat(back(next(streamed(true)))).isEqualTo(ANSWER);
    assertThat(back(next(streamed(false)))).isEqualTo(ANSWER);
  }

  @Test
  void anAnswerWhoseThoughtsTheClientDroppedComesBackExactly() throws Exception {
    List<JsonNode> kept =
        streamed(true).stream().filter(content -> !content.at("/parts/0").has("thought")).toList();
    assertThat(back(next(kept))).isEqualTo(ANSWER);
  }

  @Test
  void aWholeAnswerComesBackExactlyAlsoInTheOtherAlphabet() throws Exception {
    byte[] answer =
        new GeminiCallerRequest(Cases.draft().request(), true, false)
            .whole(Cases.TELLING)
            .apply(message(ANSWER));
    JsonNode content = Json.tree(answer).orElseThrow().at("/candidates/0/content");
    assertThat(back(next(List.of(content)))).isEqualTo(ANSWER);
    for (JsonNode part : content.path("parts")) {
      if (part.has("thoughtSignature")) {
        String signature = part.path("thoughtSignature").asText();
        ((ObjectNode) part).put("thoughtSignature", signature.replace('+', '-').replace('/', '_'));
      }
    }
    assertThat(back(next(List.of(content)))).isEqualTo(ANSWER);
  }

  @Test
  void whatGeminiSaidGoesBackToItWithEverySignature() throws Exception {
    String stream =
        Cases.chunk("{'text':'hm','thought':true}", "")
            + Cases.chunk(
                "{'functionCall':{'id':'a','name':'f','args':{'x':1}},'thoughtSignature':'QQ=='}",
                "")
            + Cases.chunk("{'functionCall':{'id':'b','name':'g','args':{}}}", "")
            + Cases.chunk(
                "{'functionCall':{'id':'c','name':'h','args':{}},'thoughtSignature':'Qw=='}",
                "STOP");
    List<ContentBlock> said = Cases.message(stream).content();
    var asked = Cases.asking(text("go")).turn(Turn.of(Turn.Role.ASSISTANT, said));
    assertThat(Cases.contents(asked, THIRD).get(1).path("parts"))
        .isEqualTo(
            json(
                "[{'text':'hm','thought':true},"
                    + "{'functionCall':{'id':'a','name':'f','args':{'x':1}},"
                    + "'thoughtSignature':'QQ=='},"
                    + "{'functionCall':{'id':'b','name':'g','args':{}}},"
                    + "{'functionCall':{'id':'c','name':'h','args':{}},"
                    + "'thoughtSignature':'Qw=='}]"));
  }

  @Test
  void requestsComeThroughTheModelUnchanged() {
    Property.holds(
        1_000,
        chance -> {
          ObjectNode request = request(chance);
          var losses = new Losses();
          MessageRequest read = Cases.read(request, losses);
          byte[] body = GeminiUpstream.INSTANCE.write(read, Cases.target(THIRD), losses).body();
          assertThat(Json.tree(body).orElseThrow()).isEqualTo(request);
          assertThat(losses.warnings()).isEmpty();
        });
  }

  private static ObjectNode request(Random chance) {
    ObjectNode body = object("{'systemInstruction':{'parts':[{'text':'s'},{'text':'t'}]}}");
    if (chance.nextBoolean()) {
      body.set(
          "tools",
          json(
              "[{'functionDeclarations':[{'name':'f','description':'d','parametersJsonSchema':"
                  + "{'type':'object','properties':{'a':{'type':'string'}}}}]}]"));
      body.set("toolConfig", json("{'functionCallingConfig':{'mode':'ANY'}}"));
    }
    var contents = body.putArray("contents");
    var asked = contents.addObject().put("role", "user").putArray("parts");
    for (int turn = 1 + chance.nextInt(4); turn > 0; turn--) {
      asked.add(json("{'text':'q" + turn + "'}"));
      asked.add(json("{'inlineData':{'mimeType':'image/png','data':'AA=='}}"));
      contents.add(model(chance, turn));
      asked = contents.addObject().put("role", "user").putArray("parts");
      asked.add(response("a" + turn, "f", chance)).add(response("b" + turn, "g", chance));
    }
    body.set(
        "generationConfig",
        json(
            "{'maxOutputTokens':9,'temperature':1.5,'topP':0.5,'topK':3,'stopSequences':['x'],"
                + "'responseMimeType':'application/json','responseJsonSchema':{'type':'object'},"
                + "'thinkingConfig':{'includeThoughts':"
                + chance.nextBoolean()
                + ",'thinkingLevel':'"
                + List.of("MINIMAL", "LOW", "MEDIUM", "HIGH").get(chance.nextInt(4))
                + "'}}"));
    return body;
  }

  private static JsonNode model(Random chance, int turn) {
    var content = Json.object().put("role", "model");
    var parts = content.putArray("parts");
    if (chance.nextBoolean()) {
      parts.add(json("{'text':'hm','thought':true,'thoughtSignature':'VEg='}"));
    }
    if (chance.nextBoolean()) {
      parts.add(json("{'text':'t','thoughtSignature':'VA=='}"));
    }
    parts.add(
        json(
            "{'functionCall':{'id':'a%d','name':'f','args':{'n':1}},'thoughtSignature':'QQ=='}"
                .formatted(turn)));
    parts.add(json("{'functionCall':{'id':'b%d','name':'g','args':{}}}".formatted(turn)));
    return content;
  }

  private static JsonNode response(String id, String name, Random chance) {
    String media =
        chance.nextBoolean()
            ? ",'parts':[{'inlineData':{'mimeType':'application/pdf','data':'AA=='}}]"
            : "";
    return json(
        "{'functionResponse':{'id':'%s','name':'%s','response':{'%s':'r'}%s}}"
            .formatted(id, name, chance.nextBoolean() ? "output" : "error", media));
  }

  @Test
  void brokenRequestsAreRefusedInWords() {
    Property.holds(
        5_000,
        chance -> {
          ObjectNode broken = request(chance);
          for (int i = 1 + chance.nextInt(4); i > 0; i--) {
            spoil(broken, chance);
          }
          try {
            MessageRequest read = Cases.read(broken, new Losses());
            GeminiUpstream.INSTANCE.write(read, Cases.target(THIRD), new Losses());
          } catch (MalformedRequest | Inexpressible e) {
            assertThat(e.getMessage()).isNotEmpty();
          }
        });
  }

  /** Puts something else in the place of something. */
  private static void spoil(JsonNode node, Random chance) {
    JsonNode odd =
        json(List.of("7", "null", "'x'", "[]", "{}", "[7,null]", "true").get(chance.nextInt(7)));
    if (node instanceof ObjectNode object && !object.isEmpty()) {
      var names = new ArrayList<String>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.get(chance.nextInt(names.size()));
      if (chance.nextInt(4) == 0) {
        object.set(name, odd);
      } else {
        spoil(object.get(name), chance);
      }
    } else if (node.isArray() && !node.isEmpty()) {
      int at = chance.nextInt(node.size());
      if (chance.nextInt(4) == 0) {
        ((ArrayNode) node).set(at, odd);
      } else {
        spoil(node.get(at), chance);
      }
    }
  }
}
