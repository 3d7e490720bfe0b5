package dev.sluice.protocol.responses;

import static dev.sluice.protocol.responses.Conversions.decoded;
import static dev.sluice.protocol.responses.Conversions.fixture;
import static dev.sluice.protocol.responses.Conversions.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.Property;
import dev.sluice.protocol.convert.Asked;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.StreamEvent;
import dev.sluice.protocol.message.Turn;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ResponsesFuzzTest {

  private static final List<String> STREAMS =
      List.of(
          "05-responses-reasoning-function.in.sse",
          "06-responses-context-error.in.sse",
          "15-responses-interleaved-rotating-ids.in.sse");

  private static final List<String> VALUES =
      List.of(
          "null",
          "1",
          "-1",
          "1e400",
          "99999999999",
          "'x'",
          "''",
          "'\\ud83d'",
          "[]",
          "{}",
          "[1]",
          "{'type':'function_call'}",
          "{'type':'message','role':'user','content':[{'type':'input_text','text':'a'}]}",
          "true",
          "'function_call'",
          "'reasoning'",
          "'custom_tool_call'",
          "'web_search_call'",
          "'message'",
          "'sl1.anthropic.x.!!'");

  @Test
  void whateverAnUpstreamSendsBecomesALegalAnswer() {
    Property.holds(
        300,
        chance -> {
          byte[] stream = mutated(fixture(STREAMS.get(chance.nextInt(STREAMS.size()))), chance);
          List<StreamEvent> events = decoded(stream);
          checkLegal(events);
          assertThat(decoded(stream, 1 + chance.nextInt(40), MessageRequest.draft("m").request()))
              .isEqualTo(events);
          var out = new ByteArrayOutputStream();
          var encoder =
              Conversions.read(
                  "{'model':'m','input':'x','include':['reasoning.encrypted_content']}")
                  .stream(Conversions.TELLING);
          events.forEach(event -> encoder.encode(event, out));
          ResponsesGrammar.checkWhole(out.toByteArray());
        });
  }

  /** Some events are lost, doubled, moved or changed, and some bytes damaged. */
  private static byte[] mutated(byte[] stream, Random chance) {
    var frames = new ArrayList<>(Arrays.asList(new String(stream, UTF_8).split("\n\n")));
    for (int i = chance.nextInt(6); i > 0 && !frames.isEmpty(); i--) {
      int at = chance.nextInt(frames.size());
      switch (chance.nextInt(5)) {
        case 0 -> frames.remove(at);
        case 1 -> frames.add(at, frames.get(chance.nextInt(frames.size())));
        case 2 -> frames.add(frames.remove(at));
        default -> frames.set(at, changed(frames.get(at), chance));
      }
    }
    byte[] bytes = (String.join("\n\n", frames) + "\n\n").getBytes(UTF_8);
    for (int i = chance.nextInt(20) == 0 ? 3 : 0; i > 0; i--) {
      bytes[chance.nextInt(bytes.length)] = (byte) chance.nextInt(256);
    }
    return chance.nextInt(6) == 0 ? Arrays.copyOf(bytes, chance.nextInt(bytes.length)) : bytes;
  }

  private static String changed(String frame, Random chance) {
    int data = frame.indexOf("data: ");
    JsonNode tree = Json.tree(frame.substring(data + "data: ".length())).orElseThrow();
    mutate(tree, chance);
    String name = chance.nextInt(4) == 0 ? "" : frame.substring(0, data);
    return name + "data: " + Conversions.escaped(tree.toString());
  }

  private static void mutate(JsonNode tree, Random chance) {
    JsonNode at = tree;
    for (int depth = chance.nextInt(5);
        depth > 0 && at.isContainerNode() && !at.isEmpty();
        depth--) {
      JsonNode next = child(at, chance);
      at = next.isContainerNode() ? next : at;
    }
    JsonNode value =
        Json.tree(VALUES.get(chance.nextInt(VALUES.size())).replace('\'', '"')).orElseThrow();
    if (at instanceof ObjectNode object) {
      var names = new ArrayList<String>();
      object.fieldNames().forEachRemaining(names::add);
      if (!names.isEmpty()) {
        object.set(names.get(chance.nextInt(names.size())), value);
      }
    } else if (at instanceof ArrayNode array) {
      array.add(value);
    }
  }

  private static JsonNode child(JsonNode at, Random chance) {
    var children = new ArrayList<JsonNode>();
    at.forEach(children::add);
    return children.get(chance.nextInt(children.size()));
  }

  private static void checkLegal(List<StreamEvent> events) {
    boolean started = false;
    boolean open = false;
    boolean stopped = false;
    boolean over = false;
    for (StreamEvent event : events) {
      assertThat(over).isFalse();
      switch (event) {
        case StreamEvent.Started _ -> {
          assertThat(started).isFalse();
          started = true;
        }
        case StreamEvent.BlockStarted _ -> {
          assertThat(started && !open && !stopped).isTrue();
          open = true;
        }
        case StreamEvent.TextPiece _,
            StreamEvent.ThinkingPiece _,
            StreamEvent.Signature _,
            StreamEvent.InputPiece _,
            StreamEvent.Citation _ ->
            assertThat(open).isTrue();
        case StreamEvent.BlockEnded _ -> {
          assertThat(open).isTrue();
          open = false;
        }
        case StreamEvent.Stopped _ -> {
          assertThat(started && !open && !stopped).isTrue();
          stopped = true;
        }
        case StreamEvent.Done _ -> {
          assertThat(stopped).isTrue();
          over = true;
        }
        case StreamEvent.Failed _ -> over = true;
        case StreamEvent.Ping _ -> assertThat(started).isTrue();
      }
    }
    assertThat(over).isTrue();
  }

  @Test
  void whateverACallerAsksIsUnderstoodOrRefused() {
    Property.holds(
        400,
        chance -> {
          ObjectNode body =
              (ObjectNode) Json.tree(fixture("16-codex-request.in.responses.json")).orElseThrow();
          for (int i = 1 + chance.nextInt(8); i > 0; i--) {
            mutate(body, chance);
          }
          var losses = new Losses();
          try {
            var caller = ResponsesCaller.INSTANCE.read(Asked.NOTHING, body, losses);
            checkPaired(caller.message());
            ResponsesUpstream.INSTANCE.write(caller.message(), Conversions.TARGET, losses);
            var out = new ByteArrayOutputStream();
            var encoder = caller.stream(Conversions.TELLING);
            decoded(fixture(STREAMS.getFirst())).forEach(event -> encoder.encode(event, out));
            ResponsesGrammar.checkWhole(out.toByteArray());
          } catch (MalformedRequest e) {
            assertThat(e.getMessage()).contains(": ").contains("; send");
          } catch (Inexpressible e) {
            assertThat(e.part()).isNotEmpty();
          }
        });
  }

  /** Each turn with calls is followed by the results of them all, in their order. */
  private static void checkPaired(MessageRequest request) {
    List<Turn> turns = request.turns();
    for (int at = 0; at < turns.size(); at++) {
      List<String> calls =
          turns.get(at).content().stream()
              .filter(ContentBlock.ToolUse.class::isInstance)
              .map(block -> ((ContentBlock.ToolUse) block).id())
              .toList();
      List<String> results =
          at + 1 == turns.size()
              ? List.of()
              : turns.get(at + 1).content().stream()
                  .takeWhile(ContentBlock.ToolResult.class::isInstance)
                  .map(block -> ((ContentBlock.ToolResult) block).toolUseId())
                  .toList();
      assertThat(results).isEqualTo(calls);
    }
  }

  @Test
  void whatIsCarriedComesBackAsItWas() {
    Property.holds(
        200,
        chance -> {
          ArrayNode input = Json.array();
          var expected = new ArrayList<JsonNode>();
          for (int turn = 0; turn < 4; turn++) {
            items(turn, chance)
                .forEach(item -> {
                  input.add(item);
                  expected.add(item);
                });
          }
          ObjectNode last =
              json(
                  "{'type':'message','role':'user','content':[{'type':'input_text',"
                      + "'text':'go on'}]}");
          input.add(last);
          expected.add(last);
          ObjectNode body = json("{'model':'m'}");
          body.set("input", input);
          var losses = new Losses();
          var message = Conversions.read(Asked.NOTHING, body, losses).message();
          var again = new ArrayList<JsonNode>();
          Conversions.written(message, Conversions.TARGET, losses)
              .path("input")
              .forEach(again::add);
          assertThat(again).isEqualTo(expected);
          assertThat(losses.warnings()).isEmpty();
        });
  }

  private static List<ObjectNode> items(int turn, Random chance) {
    var items = new ArrayList<ObjectNode>();
    items.add(
        json(
            "{'type':'message','role':'user','content':[{'type':'input_text','text':'u"
                + chance.nextInt(99)
                + "'},{'type':'input_image','image_url':'https://a/b.png','detail':'auto'}]}"));
    if (chance.nextBoolean()) {
      items.add(
          json(
              "{'type':'reasoning','id':'rs_"
                  + turn
                  + "','summary':[{'type':'summary_text','text':'t'}],'encrypted_content':'g"
                  + chance.nextInt(99)
                  + "'}"));
    }
    items.add(
        json(
            "{'type':'message','role':'assistant','content':[{'type':'output_text',"
                + "'text':'a'}]}"));
    int calls = chance.nextInt(3);
    for (int call = 0; call < calls; call++) {
      items.add(
          json(
              "{'type':'function_call','call_id':'c"
                  + turn
                  + call
                  + "','name':'f','arguments':'{\\'n\\':"
                  + call
                  + "}'}"));
    }
    for (int call = 0; call < calls; call++) {
      items.add(
          json("{'type':'function_call_output','call_id':'c" + turn + call + "','output':'ok'}"));
    }
    return items;
  }
}
