package dev.sluice.protocol.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.SseFramer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Accepts exactly the streams that the protocol allows and that hold together: numbers without
 * gaps, items one after another, texts that are the sum of their pieces, a last response that has
 * all the items.
 */
public final class ResponsesGrammar {

  private static final Set<String> TERMINAL =
      Set.of("response.completed", "response.incomplete", "response.failed");

  private final List<JsonNode> items = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final StringBuilder pieces = new StringBuilder();
  private JsonNode open = Json.object();
  private boolean inItem;
  private boolean inPart;
  private boolean textDone;
  private boolean partDone;
  private boolean over;
  private boolean error;
  private String responseId = "";

  private ResponsesGrammar() {}

  public static List<ObjectNode> check(byte[] stream) {
    var events = new ArrayList<ObjectNode>();
    var grammar = new ResponsesGrammar();
    var framer =
        new SseFramer(event -> {
          ObjectNode data = (ObjectNode) Json.tree(event).orElseThrow();
          assertThat(data.path("type").asText()).isEqualTo(event.name());
          assertThat(data.path("sequence_number").asLong(-1)).isEqualTo(events.size());
          events.add(data);
          grammar.event(data, data.path("type").asText());
        });
    framer.feed(stream, 0, stream.length);
    assertThat(framer.rest()).isEmpty();
    return events;
  }

  /** The same, and the stream is at its end. */
  public static List<ObjectNode> checkWhole(byte[] stream) {
    List<ObjectNode> events = check(stream);
    assertThat(TERMINAL).contains(events.getLast().path("type").asText());
    return events;
  }

  private void event(JsonNode data, String type) {
    assertThat(over).as("after the end: " + type).isFalse();
    assertThat(error && !type.equals("response.failed")).as(type + " after error").isFalse();
    if (responseId.isEmpty()) {
      assertThat(type).isEqualTo("response.created");
    }
    switch (type) {
      case "response.created" -> {
        assertThat(responseId).isEmpty();
        responseId = data.path("response").path("id").asText();
        assertThat(responseId).startsWith("resp_");
        response(data, "in_progress");
      }
      case "response.in_progress" -> response(data, "in_progress");
      case "response.output_item.added" -> added(data);
      case "response.output_item.done" -> done(data);
      case "response.completed", "response.incomplete", "response.failed" -> end(data, type);
      case "error" -> {
        error = true;
        assertThat(data.path("code").isTextual() && data.path("message").isTextual()).isTrue();
        assertThat(data.has("param")).isTrue();
      }
      default -> inside(data, type);
    }
  }

  private void response(JsonNode data, String status) {
    JsonNode response = data.path("response");
    assertThat(response.path("object").asText()).isEqualTo("response");
    assertThat(response.path("status").asText()).isEqualTo(status);
    assertThat(response.path("id").asText()).isEqualTo(responseId);
    assertThat(response.path("created_at").isIntegralNumber()).isTrue();
    for (String required :
        List.of(
            "error",
            "incomplete_details",
            "instructions",
            "metadata",
            "model",
            "output",
            "parallel_tool_calls",
            "temperature",
            "tool_choice",
            "tools",
            "top_p",
            "usage")) {
      assertThat(response.has(required)).as(required).isTrue();
    }
  }

  private void added(JsonNode data) {
    assertThat(inItem).as("an item is open").isFalse();
    open = data.path("item");
    inItem = true;
    pieces.setLength(0);
    inPart = false;
    textDone = false;
    partDone = false;
    assertThat(data.path("output_index").asInt(-1)).isEqualTo(items.size());
    assertThat(ids.add(open.path("id").asText())).as("a new id").isTrue();
  }

  private void inside(JsonNode data, String type) {
    assertThat(inItem).as(type + " outside of an item").isTrue();
    assertThat(data.path("item_id").asText()).isEqualTo(open.path("id").asText());
    assertThat(data.path("output_index").asInt(-1)).isEqualTo(items.size());
    String kind = open.path("type").asText();
    switch (type) {
      case "response.content_part.added", "response.reasoning_summary_part.added" -> {
        assertThat(inPart).isFalse();
        inPart = true;
      }
      case "response.output_text.delta", "response.refusal.delta" -> piece(data, kind, "message");
      case "response.reasoning_summary_text.delta" -> piece(data, kind, "reasoning");
      case "response.output_text.done", "response.reasoning_summary_text.done" ->
          textDone(data.path("text"));
      case "response.refusal.done" -> textDone(data.path("refusal"));
      case "response.content_part.done", "response.reasoning_summary_part.done" -> {
        assertThat(textDone).isTrue();
        partDone = true;
      }
      case "response.output_text.annotation.added" -> assertThat(inPart).isTrue();
      case "response.function_call_arguments.delta" -> call(data, kind, "function_call");
      case "response.custom_tool_call_input.delta" -> call(data, kind, "custom_tool_call");
      case "response.function_call_arguments.done" -> callDone(data.path("arguments"));
      case "response.custom_tool_call_input.done" -> callDone(data.path("input"));
      case "response.web_search_call.in_progress",
          "response.web_search_call.searching",
          "response.web_search_call.completed" ->
          assertThat(kind).isEqualTo("web_search_call");
      default -> throw new AssertionError("unknown event " + type);
    }
  }

  private void piece(JsonNode data, String kind, String expected) {
    assertThat(kind).isEqualTo(expected);
    assertThat(inPart && !textDone).isTrue();
    assertThat(data.path("delta").asText()).isNotEmpty();
    pieces.append(data.path("delta").asText());
  }

  private void textDone(JsonNode text) {
    assertThat(inPart && !textDone).isTrue();
    assertThat(text.asText()).isEqualTo(pieces.toString());
    textDone = true;
  }

  private void call(JsonNode data, String kind, String expected) {
    assertThat(kind).isEqualTo(expected);
    assertThat(textDone).isFalse();
    pieces.append(data.path("delta").asText());
  }

  private void callDone(JsonNode text) {
    assertThat(text.asText()).isEqualTo(pieces.toString());
    textDone = true;
  }

  private void done(JsonNode data) {
    JsonNode item = data.path("item");
    assertThat(inItem).isTrue();
    assertThat(item.path("id")).isEqualTo(open.path("id"));
    assertThat(item.path("type")).isEqualTo(open.path("type"));
    assertThat(inPart).as("parts are closed").isEqualTo(partDone);
    String whole =
        switch (item.path("type").asText()) {
          case "message" ->
              item.at("/content/0/text").asText(item.at("/content/0/refusal").asText());
          case "reasoning" -> item.at("/summary/0/text").asText();
          case "function_call" -> item.path("arguments").asText();
          case "custom_tool_call" -> item.path("input").asText();
          default -> pieces.toString();
        };
    assertThat(whole).isEqualTo(pieces.toString());
    items.add(item);
    inItem = false;
  }

  private void end(JsonNode data, String type) {
    over = true;
    response(data, type.substring("response.".length()));
    JsonNode response = data.path("response");
    if (type.equals("response.failed")) {
      assertThat(response.at("/error/code").isTextual()).isTrue();
      assertThat(response.at("/error/message").isTextual()).isTrue();
      return;
    }
    assertThat(inItem).isFalse();
    assertThat(response.path("error").isNull()).isTrue();
    var output = new ArrayList<JsonNode>();
    response.path("output").forEach(output::add);
    assertThat(output).isEqualTo(items);
    JsonNode usage = response.path("usage");
    if (!usage.isNull()) {
      assertThat(usage.path("total_tokens").asLong())
          .isEqualTo(usage.path("input_tokens").asLong() + usage.path("output_tokens").asLong());
      assertThat(usage.at("/input_tokens_details/cached_tokens").isNumber()).isTrue();
      assertThat(usage.at("/output_tokens_details/reasoning_tokens").isNumber()).isTrue();
    }
  }
}
