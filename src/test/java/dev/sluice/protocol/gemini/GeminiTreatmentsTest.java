package dev.sluice.protocol.gemini;

import static dev.sluice.protocol.gemini.Cases.THIRD;
import static dev.sluice.protocol.gemini.Cases.asking;
import static dev.sluice.protocol.gemini.Cases.call;
import static dev.sluice.protocol.gemini.Cases.json;
import static dev.sluice.protocol.gemini.Cases.object;
import static dev.sluice.protocol.gemini.Cases.result;
import static dev.sluice.protocol.gemini.Cases.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.convert.Treatment;
import dev.sluice.protocol.message.AnswerFormat;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Effort;
import dev.sluice.protocol.message.Envelope;
import dev.sluice.protocol.message.Reasoning;
import dev.sluice.protocol.message.RequestDraft;
import dev.sluice.protocol.message.Sampling;
import dev.sluice.protocol.message.Source;
import dev.sluice.protocol.message.Tool;
import dev.sluice.protocol.message.ToolChoice;
import dev.sluice.protocol.message.Turn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the table to what is written. */
final class GeminiTreatmentsTest {

  private static final ObjectNode SCHEMA = object("{'type':'object','properties':{}}");

  @ParameterizedTest
  @EnumSource(Part.class)
  void everyPartIsTreatedAsTheTableSays(Part part) throws Exception {
    Treatment told = Objects.requireNonNull(GeminiUpstream.INSTANCE.treatments().get(part));
    assertThat(told.part()).isEqualTo(part.text());
    var losses = new Losses();
    String refused = "";
    try {
      Cases.written(sample(part), THIRD, losses);
    } catch (Inexpressible e) {
      refused = e.part();
    }
    switch (told.kind()) {
      case CARRIED, MAPPED, DROPPED -> {
        assertThat(refused).isEmpty();
        assertThat(losses.parts()).doesNotContain(part);
      }
      case DEGRADED -> assertThat(losses.parts()).contains(part);
      case REFUSED -> assertThat(refused).isEqualTo(part.text());
    }
  }

  private static RequestDraft model(ContentBlock... blocks) {
    return asking(text("x"))
        .turn(Turn.of(Turn.Role.ASSISTANT, blocks))
        .turn(Turn.of(Turn.Role.USER, text("y")));
  }

  private static RequestDraft answered(ContentBlock... content) {
    return asking(text("x"))
        .turn(Turn.of(Turn.Role.ASSISTANT, call("a", "f")))
        .turn(Turn.of(Turn.Role.USER, result("a", content)));
  }

  private static RequestDraft unknown(String type) {
    return model(
        new ContentBlock.Unknown(type, object("{'type':'" + type + "','name':'n','input':{}}")));
  }

  private static RequestDraft with(Tool tool) {
    return asking(text("x")).tool(tool);
  }

  private static RequestDraft client(String type) {
    return with(new Tool.ClientDefined(type, "t", Json.object()));
  }

  private static RequestDraft server(String type) {
    return with(new Tool.ServerDefined(type, "t", Json.object()));
  }

  private static RequestDraft function(
      Optional<Boolean> strict, boolean deferred, Map<String, String> rest) {
    Map<String, JsonNode> members = new HashMap<>();
    rest.forEach((name, value) -> members.put(name, json(value)));
    return with(
        new Tool.Function("f", "d", SCHEMA, strict, deferred, Optional.of(json("{}")), members));
  }

  private static ContentBlock.Document document(Source source) {
    return new ContentBlock.Document(source, Optional.empty());
  }

  private static RequestDraft member(String name) {
    return asking(text("x")).rest(name, json("{}"));
  }

  private static RequestDraft sampled(double temperature, double topP, long topK) {
    return asking(text("x"))
        .sampling(
            new Sampling(
                OptionalDouble.of(temperature),
                OptionalDouble.of(topP),
                OptionalLong.of(topK),
                List.of("s")));
  }

  private static RequestDraft thinking(Reasoning reasoning) {
    return asking(text("x")).reasoning(reasoning);
  }

  private static Reasoning mode(Reasoning.Mode mode) {
    return new Reasoning(mode, OptionalLong.empty(), Optional.empty(), Reasoning.Display.UNSAID);
  }

  private static ContentBlock.Thinking signed(Protocol origin) {
    return new ContentBlock.Thinking("t", new Envelope(origin, "g1", Json.object()).text());
  }

  private static RequestDraft sample(Part part) {
    return switch (part) {
      case SYSTEM -> asking(text("x")).system(text("s"));
      case SYSTEM_BILLING_HEADER ->
          asking(text("x")).system(text("x-anthropic-billing-header: cc_version=1;"));
      case MID_CONVERSATION_SYSTEM -> asking(text("x")).turn(Turn.of(Turn.Role.SYSTEM, text("s")));
      case PREFILL -> asking(text("x")).turn(Turn.of(Turn.Role.ASSISTANT, text("s")));
      case TEXT -> asking(text("x"));
      case TEXT_CITATIONS ->
          model(
              new ContentBlock.Text(
                  "x", List.of(json("{'type':'page_location'}")), Optional.empty(), Map.of()));
      case BLOCK_CACHE_CONTROL ->
          asking(new ContentBlock.Text("x", List.of(), Optional.of(json("{}")), Map.of()));
      case IMAGE_BASE64 -> asking(new ContentBlock.Image(new Source.Base64("image/png", "AA==")));
      case IMAGE_URL -> asking(new ContentBlock.Image(new Source.Url("https://a.test/a.png")));
      case IMAGE_FILE -> asking(new ContentBlock.Image(new Source.FileId("f")));
      case DOCUMENT_PDF -> asking(document(new Source.Base64("application/pdf", "AA==")));
      case DOCUMENT_TEXT -> asking(document(new Source.PlainText("text/plain", "t")));
      case DOCUMENT_BLOCKS -> asking(document(new Source.Blocks(List.of(text("t")))));
      case DOCUMENT_URL -> asking(document(new Source.Url("https://a.test/a.pdf")));
      case DOCUMENT_FILE -> asking(document(new Source.FileId("f")));
      case DOCUMENT_TITLE ->
          asking(
              new ContentBlock.Document(
                  new Source.PlainText("text/plain", "t"), Optional.of("title")));
      case DOCUMENT_CONTEXT, DOCUMENT_CITATIONS ->
          asking(
              new ContentBlock.Document(
                  new Source.PlainText("text/plain", "t"),
                  Optional.empty(),
                  Optional.of("context"),
                  true,
                  Optional.empty(),
                  Map.of()));
      case SEARCH_RESULT ->
          asking(
              new ContentBlock.SearchResult(
                  "s", "t", List.of(text("x")), true, Optional.empty(), Map.of()));
      case THINKING_GENUINE -> model(new ContentBlock.Thinking("t", "EqQB"), text("x"));
      case THINKING_OWN -> model(signed(Protocol.GEMINI), text("x"));
      case THINKING_FOREIGN -> model(signed(Protocol.OPENAI_CHAT), text("x"));
      case REDACTED_THINKING -> model(new ContentBlock.RedactedThinking("d"), text("x"));
      case TOOL_USE, TOOL_RESULT_TEXT -> answered(text("r"));
      case TOOL_RESULT_IMAGE ->
          answered(new ContentBlock.Image(new Source.Base64("image/png", "AA==")));
      case TOOL_RESULT_DOCUMENT -> answered(document(new Source.Base64("application/pdf", "AA==")));
      case TOOL_RESULT_ERROR ->
          asking(text("x"))
              .turn(Turn.of(Turn.Role.ASSISTANT, call("a", "f")))
              .turn(
                  Turn.of(
                      Turn.Role.USER,
                      new ContentBlock.ToolResult("a", List.of(text("bad")), true)));
      case TOOL_RESULT_EMPTY -> answered();
      case TOOL_REFERENCE ->
          answered(new ContentBlock.ToolReference("g", Optional.empty(), Map.of()));
      case SERVER_TOOL_HISTORY ->
          model(
              new ContentBlock.ServerToolUse(
                  "s", "web_search", json("{'query':'q'}"), Optional.empty(), Map.of()),
              new ContentBlock.ServerToolResult(
                  "web_search_tool_result",
                  "s",
                  json("[{'url':'u','title':'t'}]"),
                  Optional.empty(),
                  Map.of()));
      case MCP_HISTORY -> unknown("mcp_tool_use");
      case CONTAINER_UPLOAD -> unknown("container_upload");
      case COMPACTION -> model(new ContentBlock.Compaction(Optional.of("c"), Map.of()));
      case FALLBACK -> unknown("fallback");
      case UNKNOWN_BLOCK -> unknown("brand_new");
      case TOOL, TOOL_CACHE_CONTROL -> function(Optional.empty(), false, Map.of());
      case TOOL_STRICT -> function(Optional.of(true), false, Map.of());
      case TOOL_DEFERRED -> function(Optional.empty(), true, Map.of());
      case TOOL_INPUT_EXAMPLES ->
          function(Optional.empty(), false, Map.of("input_examples", "[{'a':1}]"));
      case TOOL_HINTS -> function(Optional.empty(), false, Map.of("eager_input_streaming", "true"));
      case TOOL_BASH -> client("bash_20250124");
      case TOOL_TEXT_EDITOR -> client("text_editor_20250728");
      case TOOL_MEMORY -> client("memory_20250818");
      case TOOL_COMPUTER -> client("computer_20250124");
      case TOOL_WEB_SEARCH ->
          with(
              new Tool.WebSearch(
                  Tool.WebSearch.TYPE,
                  "web_search",
                  8,
                  List.of(),
                  List.of(),
                  Optional.empty(),
                  Map.of()));
      case TOOL_WEB_FETCH -> server("web_fetch_20250910");
      case TOOL_CODE_EXECUTION -> server("code_execution_20250825");
      case TOOL_SEARCH -> server("tool_search_tool_regex");
      case TOOL_MCP -> server("mcp_toolset");
      case TOOL_UNKNOWN -> server("advisor_20260301");
      case CHOICE_AUTO -> choosing(new ToolChoice.Auto());
      case CHOICE_ANY -> choosing(new ToolChoice.Any());
      case CHOICE_NAMED -> choosing(new ToolChoice.Named("f"));
      case CHOICE_NONE -> choosing(new ToolChoice.None());
      case ONE_TOOL_AT_A_TIME -> choosing(new ToolChoice.Auto()).oneToolAtATime(true);
      case MAX_TOKENS -> asking(text("x")).maxTokens(7);
      case STOP_SEQUENCES, TEMPERATURE, TOP_P, TOP_K -> sampled(0.5, 0.5, 5);
      case THINKING_OFF -> thinking(Reasoning.OFF);
      case THINKING_BUDGET ->
          thinking(
              new Reasoning(
                  Reasoning.Mode.BUDGETED,
                  OptionalLong.of(2000),
                  Optional.empty(),
                  Reasoning.Display.UNSAID));
      case THINKING_ADAPTIVE -> thinking(mode(Reasoning.Mode.ADAPTIVE));
      case THINKING_BETWEEN_TOOLS -> thinking(mode(Reasoning.Mode.BETWEEN_TOOLS));
      case THINKING_DISPLAY ->
          thinking(mode(Reasoning.Mode.ADAPTIVE).shown(Reasoning.Display.OMITTED));
      case EFFORT -> thinking(Reasoning.of(Effort.MAX));
      case FORMAT_SCHEMA ->
          asking(text("x"))
              .format(new AnswerFormat.JsonSchema(Optional.empty(), SCHEMA, Optional.empty()));
      case FORMAT_JSON -> asking(text("x")).format(new AnswerFormat.JsonObject());
      case TASK_BUDGET -> member("output_config.task_budget");
      case CONTEXT_MANAGEMENT -> member("context_management");
      case CONTAINER -> member("container");
      case MCP_SERVERS -> member("mcp_servers");
      case FALLBACKS -> member("fallbacks");
      case INFERENCE_GEO -> member("inference_geo");
      case DIAGNOSTICS -> member("diagnostics");
      case USER -> asking(text("x")).user("u");
      case CONVERSATION -> asking(text("x")).conversation("c");
      case SERVICE_TIER -> asking(text("x")).serviceTier("priority");
      case SPEED -> asking(text("x")).fast(true);
      case REQUEST_CACHE_CONTROL -> member("cache_control");
      case UNKNOWN_MEMBER -> member("brand_new");
    };
  }

  private static RequestDraft choosing(ToolChoice choice) {
    return function(Optional.empty(), false, Map.of()).toolChoice(choice);
  }
}
