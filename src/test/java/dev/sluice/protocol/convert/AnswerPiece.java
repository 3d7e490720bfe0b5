package dev.sluice.protocol.convert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.Treatment.Kind;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Source;
import dev.sluice.protocol.message.StreamEvent;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A piece of an answer in which the word {@link PartSamples#MARK} stands, and where callers of each
 * protocol find it.
 */
record AnswerPiece(String name, List<StreamEvent> events, Map<Protocol, Treatment> treatments) {

  private static final String MARK = PartSamples.MARK;
  private static final JsonNode NOTHING = Conversions.object("{}");

  static List<AnswerPiece> all() {
    return List.of(
        piece(
            "text",
            block(new ContentBlock.Text(""), new StreamEvent.TextPiece(MARK)),
            carried(),
            mapped("`delta.content`, `message.content`"),
            mapped("an item `message` with `output_text`"),
            mapped("a part `text`")),
        piece(
            "a citation of a page",
            block(
                new ContentBlock.Text(""),
                new StreamEvent.TextPiece("a"),
                new StreamEvent.Citation(
                    Conversions.object(
                        "{\"type\":\"web_search_result_location\",\"url\":\"https://example.com/"
                            + MARK
                            + "\",\"title\":\"t\",\"cited_text\":\"a\"}"))),
            carried(),
            mapped("`annotations` with `url_citation`"),
            mapped("`annotations` with `url_citation`"),
            mapped("`groundingMetadata.groundingChunks`")),
        piece(
            "a citation of a document",
            block(
                new ContentBlock.Text(""),
                new StreamEvent.TextPiece("a"),
                new StreamEvent.Citation(
                    Conversions.object(
                        "{\"type\":\"char_location\",\"document_index\":0,\"document_title\":\""
                            + MARK
                            + "\",\"start_char_index\":0,\"end_char_index\":1,"
                            + "\"cited_text\":\"a\"}"))),
            carried(),
            dropped("the text itself is told"),
            dropped("the text itself is told"),
            dropped("the text itself is told")),
        piece(
            "thinking",
            block(new ContentBlock.Thinking("", ""), new StreamEvent.ThinkingPiece(MARK)),
            carried(),
            mapped("`reasoning_content`"),
            mapped("an item `reasoning` with a summary"),
            mapped("parts with `thought`, where `includeThoughts` was asked for")),
        piece(
            "the signature of thinking",
            block(
                new ContentBlock.Thinking("", ""),
                new StreamEvent.ThinkingPiece("a"),
                new StreamEvent.Signature(MARK)),
            carried(),
            mapped("`reasoning_details`, which clients that know them give back"),
            mapped("`encrypted_content`, where `include` names it"),
            mapped("`thoughtSignature` of the part that follows")),
        piece(
            "redacted_thinking",
            block(new ContentBlock.RedactedThinking(MARK)),
            carried(),
            mapped("`reasoning_details`"),
            mapped("`encrypted_content`, where `include` names it"),
            mapped("`thoughtSignature` of the part that follows")),
        piece(
            "tool_use",
            block(
                new ContentBlock.ToolUse("toolu_1", MARK, Conversions.object("{}")),
                new StreamEvent.InputPiece("{\"a\":1}")),
            carried(),
            mapped("`tool_calls`; a custom tool's input is its text again"),
            mapped("an item `function_call`, `custom_tool_call` or of the tool that was named"),
            mapped("a part `functionCall`, whole")),
        piece(
            "server_tool_use (web_search)",
            block(
                new ContentBlock.ServerToolUse(
                    "srvtoolu_1", "web_search", NOTHING, Optional.empty(), Map.of()),
                new StreamEvent.InputPiece("{\"query\":\"" + MARK + "\"}")),
            carried(),
            dropped("the text tells what was found"),
            mapped("an item `web_search_call`"),
            dropped("the text tells what was found")),
        piece(
            "server_tool_use (others)",
            block(
                new ContentBlock.ServerToolUse(
                    "srvtoolu_1", "code_execution", NOTHING, Optional.empty(), Map.of()),
                new StreamEvent.InputPiece("{\"code\":\"" + MARK + "\"}")),
            carried(),
            dropped(""),
            dropped(""),
            dropped("")),
        piece(
            "the result of a server tool",
            block(
                new ContentBlock.ServerToolResult(
                    "web_search_tool_result",
                    "srvtoolu_1",
                    Conversions.object("{\"a\":\"" + MARK + "\"}"),
                    Optional.empty(),
                    Map.of())),
            carried(),
            dropped("the text tells what was found"),
            dropped("the text tells what was found"),
            dropped("the text tells what was found")),
        piece(
            "image",
            block(new ContentBlock.Image(new Source.Base64("image/png", MARK))),
            carried(),
            dropped("the protocol has no place for it"),
            dropped("the protocol has no place for it"),
            mapped("a part `inlineData`")),
        piece(
            "compaction",
            block(new ContentBlock.Compaction(Optional.of(MARK), Map.of())),
            carried(),
            dropped(""),
            dropped(""),
            dropped("")),
        piece(
            "a block of an unknown type",
            block(
                new ContentBlock.Unknown(
                    "novelty",
                    Conversions.object("{\"type\":\"novelty\",\"a\":\"" + MARK + "\"}"))),
            carried(),
            dropped(""),
            dropped(""),
            dropped("")));
  }

  private static List<StreamEvent> block(ContentBlock head, StreamEvent... pieces) {
    var events = new java.util.ArrayList<StreamEvent>();
    events.add(new StreamEvent.BlockStarted(head));
    events.addAll(List.of(pieces));
    events.add(new StreamEvent.BlockEnded());
    return List.copyOf(events);
  }

  private static AnswerPiece piece(
      String name,
      List<StreamEvent> events,
      Treatment anthropic,
      Treatment chat,
      Treatment responses,
      Treatment gemini) {
    Map<Protocol, Treatment> all = new EnumMap<>(Protocol.class);
    all.put(Protocol.ANTHROPIC, anthropic);
    all.put(Protocol.OPENAI_CHAT, chat);
    all.put(Protocol.OPENAI_RESPONSES, responses);
    all.put(Protocol.GEMINI, gemini);
    return new AnswerPiece(name, events, all);
  }

  private static Treatment carried() {
    return new Treatment("", Kind.CARRIED, "");
  }

  private static Treatment mapped(String note) {
    return new Treatment("", Kind.MAPPED, note);
  }

  private static Treatment dropped(String note) {
    return new Treatment("", Kind.DROPPED, note);
  }

  Treatment at(Protocol caller) {
    return java.util.Objects.requireNonNull(treatments.get(caller));
  }
}
