package dev.sluice.protocol.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Accepts legal streams of Gemini's alone, by the types of Google's own clients. */
public final class GeminiGrammar {

  private static final Set<String> TOP =
      Set.of("candidates", "usageMetadata", "modelVersion", "responseId", "promptFeedback");
  private static final Set<String> CANDIDATE =
      Set.of("content", "finishReason", "finishMessage", "index", "groundingMetadata");
  private static final Set<String> DATA = Set.of("text", "functionCall", "inlineData");
  private static final Set<String> MODIFIERS = Set.of("thought", "thoughtSignature");
  private static final Set<String> USAGE =
      Set.of(
          "promptTokenCount",
          "cachedContentTokenCount",
          "candidatesTokenCount",
          "thoughtsTokenCount",
          "totalTokenCount");
  private static final Set<String> REASONS =
      Set.of("STOP", "MAX_TOKENS", "SAFETY", "PROHIBITED_CONTENT");

  private final String stream;

  private GeminiGrammar(String stream) {
    this.stream = stream;
  }

  public static void check(String stream, boolean array) {
    var grammar = new GeminiGrammar(stream);
    grammar.sequence(array ? grammar.elements() : grammar.events());
  }

  /** A whole answer. */
  public static void check(JsonNode answer) {
    var grammar = new GeminiGrammar(answer.toString());
    grammar.demand(grammar.response(answer), "an end");
  }

  private List<JsonNode> elements() {
    JsonNode all = tree(stream);
    demand(all.isArray(), "an array");
    var elements = new ArrayList<JsonNode>();
    all.forEach(elements::add);
    return elements;
  }

  private List<JsonNode> events() {
    var events = new ArrayList<JsonNode>();
    int end = stream.lastIndexOf("\r\n\r\n") + 4;
    for (String frame : stream.substring(0, end).split("\r\n\r\n", -1)) {
      if (!frame.isEmpty()) {
        String event = frame.stripLeading();
        demand(event.startsWith("data: ") && !event.contains("\n"), "one line of data: " + frame);
        events.add(tree(event.substring(6)));
      }
    }
    demand(end == stream.length(), "whole events");
    return events;
  }

  private void sequence(List<JsonNode> chunks) {
    demand(!chunks.isEmpty(), "a chunk");
    for (JsonNode chunk : chunks.subList(0, chunks.size() - 1)) {
      demand(!chunk.has("error") && !response(chunk), "the end at the end");
    }
    JsonNode last = chunks.getLast();
    demand(last.has("error") ? error(last.path("error")) : response(last), "an end");
  }

  private boolean error(JsonNode error) {
    return error.path("code").isInt()
        && error.path("message").isTextual()
        && error.path("status").asText().matches("[A-Z_]+");
  }

  /** Whether it is the last. */
  private boolean response(JsonNode chunk) {
    names(chunk, TOP);
    demand(!chunk.path("modelVersion").asText().isEmpty(), "modelVersion");
    demand(!chunk.path("responseId").asText().isEmpty(), "responseId");
    names(chunk.path("usageMetadata"), USAGE);
    chunk.path("usageMetadata").forEach(count -> demand(count.isIntegralNumber(), "whole counts"));
    demand(chunk.path("candidates").size() == 1, "one candidate");
    JsonNode candidate = chunk.path("candidates").get(0);
    names(candidate, CANDIDATE);
    demand(candidate.path("index").asInt(-1) == 0, "index 0");
    names(candidate.path("content"), Set.of("role", "parts"));
    demand(candidate.path("content").path("role").asText().equals("model"), "role model");
    candidate.path("content").path("parts").forEach(this::part);
    if (candidate.has("finishReason")) {
      demand(REASONS.contains(candidate.path("finishReason").asText()), "a known reason");
    }
    return candidate.has("finishReason");
  }

  private void part(JsonNode part) {
    int data = 0;
    for (var member : part.properties()) {
      demand(DATA.contains(member.getKey()) || MODIFIERS.contains(member.getKey()), "a part");
      data += DATA.contains(member.getKey()) ? 1 : 0;
    }
    demand(data == 1, "one kind of data in a part");
    if (part.has("functionCall")) {
      JsonNode call = part.path("functionCall");
      names(call, Set.of("id", "name", "args"));
      demand(call.path("args").isObject() && call.path("name").isTextual(), "a call");
    }
  }

  private void names(JsonNode object, Set<String> known) {
    object.properties().forEach(member -> demand(known.contains(member.getKey()), "no unknowns"));
  }

  private JsonNode tree(String json) {
    return Json.tree(json.getBytes(UTF_8))
        .orElseThrow(() -> new AssertionError("no JSON: " + json));
  }

  private void demand(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("expected " + what + " in " + stream);
    }
  }
}
