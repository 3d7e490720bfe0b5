package dev.sluice.protocol.gemini;

import static dev.sluice.protocol.gemini.Cases.call;
import static dev.sluice.protocol.gemini.Cases.chunks;
import static dev.sluice.protocol.gemini.Cases.encoded;
import static dev.sluice.protocol.gemini.Cases.json;
import static dev.sluice.protocol.gemini.Cases.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Property;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Fold;
import dev.sluice.protocol.message.Message;
import dev.sluice.protocol.message.MessageFlow;
import dev.sluice.protocol.message.Source;
import dev.sluice.protocol.message.Spent;
import dev.sluice.protocol.message.StopReason;
import dev.sluice.protocol.message.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GeminiStreamEncoderTest {

  private static final Spent SPENT = new Spent(412, 20_480, 1_024, 96, 21, 0, true);

  private static List<StreamEvent> events(Consumer<MessageFlow> told) {
    var events = new ArrayList<StreamEvent>();
    told.accept(new MessageFlow(events::add));
    return events;
  }

  private static List<StreamEvent> fixture() {
    return events(flow -> {
      flow.start("01FixtureAAA", "claude-sonnet-5", Spent.UNKNOWN);
      flow.thinking("The user wants the file list. ");
      flow.thinking("I will call Bash.");
      flow.signature("EqQBCkYICxgCKkBmaXh0dXJlLXNpZ25hdHVyZQ==");
      flow.text("Let me look at the folder – ");
      flow.text("один момент 🙂.");
      flow.call("toolu_01FixtureBBB", "Bash");
      flow.input("{\"command\": \"ls");
      flow.input(" -la\", \"description\"");
      flow.input(": \"List files\"}");
      flow.finish(StopReason.TOOL_USE, SPENT);
    });
  }

  private static Message message(List<ContentBlock> blocks) {
    return new Message(
        "i", "m", blocks, StopReason.END_TURN, Optional.empty(), Optional.empty(), SPENT);
  }

  private static JsonNode whole(Message message, boolean thoughts) {
    byte[] answer =
        new GeminiCallerRequest(Cases.draft().request(), thoughts, false)
            .whole(Cases.TELLING)
            .apply(message);
    JsonNode json = Json.tree(answer).orElseThrow();
    GeminiGrammar.check(json);
    return json;
  }

  @Test
  void anAnswerOfAnthropicsIsOneOfGemini() {
    List<JsonNode> expected =
        chunks(
            Cases.read("01-anthropic-thinking-text-tool.expected.gemini.sse")
                .replace("claude-sonnet-5", "alias"));
    List<JsonNode> told = chunks(encoded(fixture(), true, false));
    ObjectNode first = (ObjectNode) told.get(2).at("/candidates/0/content/parts/0");
    String signature = first.remove("thoughtSignature").asText();
    assertThat(told).isEqualTo(expected);
    assertThat(CarriedThinking.read(signature).orElseThrow())
        .containsExactly(
            new ContentBlock.Thinking(
                "The user wants the file list. I will call Bash.",
                "EqQBCkYICxgCKkBmaXh0dXJlLXNpZ25hdHVyZQ=="));
  }

  @Test
  void thoughtsAreToldToWhoAskedForThem() {
    assertThat(encoded(fixture(), false, false))
        .doesNotContain("\"thought\":true")
        .contains("thoughtSignature");
  }

  @Test
  void anArrayIsJsonWithItsOwnType() {
    String array = encoded(fixture(), true, true);
    assertThat(Json.tree(array.getBytes(UTF_8)).orElseThrow()).hasSize(6);
    var request = new GeminiCallerRequest(Cases.draft().request(), true, true);
    assertThat(request.stream(Cases.TELLING).contentType())
        .isEqualTo("application/json; charset=utf-8");
    assertThat(
            new GeminiCallerRequest(Cases.draft().request(), true, false)
                .stream(Cases.TELLING).contentType())
        .isEqualTo("text/event-stream; charset=utf-8");
  }

  @Test
  void eventsEndAsGooglesDo() {
    assertThat(encoded(fixture(), true, false)).startsWith("data: {").endsWith("}\r\n\r\n");
  }

  @Test
  void aFailureInTheMiddleIsTheLastChunk() {
    var fault = new Fault(Fault.Kind.OVERLOADED, "busy");
    String error = "{\"error\":{\"code\":503,\"message\":\"busy\",\"status\":\"UNAVAILABLE\"}}";
    List<StreamEvent> broken =
        events(flow -> {
          flow.start("i", "m", Spent.UNKNOWN);
          flow.text("x");
          flow.fail(fault);
        });
    assertThat(encoded(broken, true, false)).endsWith("data: " + error + "\r\n\r\n");
    assertThat(encoded(broken, true, true)).endsWith(",\r\n" + error + "]");
    assertThat(encoded(List.of(new StreamEvent.Failed(fault)), true, true))
        .isEqualTo("[" + error + "]");
  }

  @Test
  void argumentsThatWereCutAreKept() {
    List<StreamEvent> cut =
        events(flow -> {
          flow.start("", "m", Spent.UNKNOWN);
          flow.call("a", "f");
          flow.input("{\"x\":");
          flow.finish(StopReason.MAX_TOKENS, Spent.UNKNOWN);
        });
    List<JsonNode> told = chunks(encoded(cut, false, false));
    assertThat(told.getFirst().at("/candidates/0/content/parts/0/functionCall/args"))
        .isEqualTo(json("{'_raw':'{\\u0022x\\u0022:'}"));
    assertThat(told.getFirst().path("responseId").asText()).isEqualTo("req1");
    assertThat(told.getLast().at("/candidates/0/finishReason").asText()).isEqualTo("MAX_TOKENS");
    assertThat(told.getLast().has("usageMetadata")).isFalse();
  }

  @Test
  void thinkingThatIsLastLiesOnAPartThatClientsKeep() {
    var thinking = new ContentBlock.Thinking("hm", "sig");
    JsonNode parts =
        whole(message(List.of(text("a"), thinking)), false).at("/candidates/0/content");
    assertThat(parts.path("parts")).hasSize(2);
    assertThat(parts.at("/parts/1/thought").asBoolean()).isTrue();
    assertThat(CarriedThinking.read(parts.at("/parts/1/thoughtSignature").asText()))
        .contains(List.of(thinking));
  }

  @Test
  void aWholeAnswerHasItsPartsInOrder() {
    var picture = new ContentBlock.Image(new Source.Base64("image/png", "AA=="));
    JsonNode told =
        whole(
            message(
                List.of(
                    new ContentBlock.Thinking("hm", "sig"),
                    new ContentBlock.RedactedThinking("hidden"),
                    call("a", "f"),
                    picture,
                    text("x"))),
            true);
    JsonNode parts = told.at("/candidates/0/content/parts");
    assertThat(parts).hasSize(4);
    assertThat(parts.get(0)).isEqualTo(json("{'text':'hm','thought':true}"));
    assertThat(CarriedThinking.read(parts.get(1).path("thoughtSignature").asText()).orElseThrow())
        .hasSize(2);
    assertThat(told.path("usageMetadata"))
        .isEqualTo(
            json(
                "{'promptTokenCount':21916,'cachedContentTokenCount':20480,"
                    + "'candidatesTokenCount':75,'thoughtsTokenCount':21,"
                    + "'totalTokenCount':22012}"));
  }

  @ParameterizedTest
  @CsvSource({
    "END_TURN,,STOP",
    "TOOL_USE,,STOP",
    "STOP_SEQUENCE,,STOP",
    "PAUSE_TURN,,STOP",
    "MAX_TOKENS,,MAX_TOKENS",
    "MODEL_CONTEXT_WINDOW_EXCEEDED,,MAX_TOKENS",
    "REFUSAL,,SAFETY",
    "REFUSAL,cyber,PROHIBITED_CONTENT",
    "REFUSAL,bio,PROHIBITED_CONTENT",
  })
  void reasonsAreThoseOfGemini(StopReason reason, String category, String expected) {
    Optional<JsonNode> details =
        Optional.ofNullable(category)
            .map(name -> Json.object().put("category", name).put("explanation", "why"));
    var message =
        new Message("i", "m", List.of(), reason, Optional.empty(), details, Spent.UNKNOWN);
    assertThat(whole(message, false).at("/candidates/0/finishReason").asText()).isEqualTo(expected);
  }

  @Test
  void pagesThatAreCitedAreGrounding() {
    JsonNode citation =
        json("{'type':'web_search_result_location','url':'https://a.test','title':'A'}");
    List<StreamEvent> cited =
        events(flow -> {
          flow.start("i", "m", Spent.UNKNOWN);
          flow.text("x");
          flow.citation(citation);
          flow.citation(citation);
          flow.finish(StopReason.END_TURN, Spent.UNKNOWN);
        });
    assertThat(chunks(encoded(cited, false, false)).getLast().at("/candidates/0/groundingMetadata"))
        .isEqualTo(json("{'groundingChunks':[{'web':{'uri':'https://a.test','title':'A'}}]}"));
  }

  @Test
  void signsOfLifeAreBlankLinesOrNothing() {
    List<StreamEvent> quiet =
        events(flow -> {
          flow.start("i", "m", Spent.UNKNOWN);
          flow.ping();
          flow.finish(StopReason.END_TURN, Spent.UNKNOWN);
        });
    assertThat(encoded(quiet, false, false)).startsWith("\n\ndata: ");
    assertThat(encoded(quiet, false, true)).startsWith("[{");
  }

  @Test
  void anySequenceIsALegalStream() {
    Property.holds(
        1_000,
        chance -> {
          List<StreamEvent> events = events(flow -> random(flow, chance));
          EventGrammar.check(events);
          encoded(events, chance.nextBoolean(), chance.nextBoolean());
          var fold = new Fold();
          events.forEach(fold);
          whole(fold.message(), chance.nextBoolean());
        });
  }

  private static void random(MessageFlow flow, Random chance) {
    flow.start(chance.nextBoolean() ? "i" : "", "m", SPENT);
    for (int i = chance.nextInt(12); i > 0; i--) {
      switch (chance.nextInt(9)) {
        case 0 -> flow.text("a\"\n🙂");
        case 1 -> flow.thinking("t");
        case 2 -> flow.signature("s" + i);
        case 3 -> flow.call("id" + i, "f");
        case 4 -> flow.input(chance.nextBoolean() ? "{\"a\":1}" : "{");
        case 5 -> flow.whole(new ContentBlock.RedactedThinking("r"));
        case 6 -> flow.whole(new ContentBlock.Unknown("new", Json.object()));
        case 7 -> flow.ping();
        default -> flow.close();
      }
    }
    if (chance.nextInt(4) == 0) {
      flow.fail(new Fault(Fault.Kind.UPSTREAM_FAILED, "gone"));
    } else {
      List<StopReason> reasons = List.of(StopReason.values());
      flow.finish(reasons.get(chance.nextInt(reasons.size())), SPENT);
    }
  }
}
