package dev.sluice.protocol.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Source;
import java.util.List;

/** Blocks of content, written. Members that have no name of their own belong to other protocols. */
final class BlockWriter {

  private BlockWriter() {}

  static ArrayNode content(List<ContentBlock> blocks) {
    var content = Json.array();
    blocks.forEach(block -> content.add(whole(block)));
    return content;
  }

  /** As it stands at the beginning of a streamed block, whose pieces follow. */
  static ObjectNode head(ContentBlock block) {
    var head = whole(block);
    if (block instanceof ContentBlock.Text) {
      head.remove("citations");
    }
    return head;
  }

  static ObjectNode whole(ContentBlock block) {
    var json = members(block);
    block.cacheControl().ifPresent(mark -> json.set("cache_control", mark));
    return json;
  }

  private static ObjectNode members(ContentBlock block) {
    var json = Json.object().put("type", block.type());
    return switch (block) {
      case ContentBlock.Text(var text, var citations, _, _) -> text(json, text, citations);
      case ContentBlock.Image image -> json.set("source", source(image.source()));
      case ContentBlock.Document document -> document(json, document);
      case ContentBlock.SearchResult result -> {
        json.put("source", result.source()).put("title", result.title());
        json.set("content", content(result.content()));
        yield cited(json, result.cited());
      }
      case ContentBlock.Thinking(var text, var signature) ->
          json.put("thinking", text).put("signature", signature);
      case ContentBlock.RedactedThinking(var data) -> json.put("data", data);
      case ContentBlock.ToolUse(var id, var name, var input, _, _) ->
          json.put("id", id).put("name", name).set("input", input);
      case ContentBlock.ToolResult result -> result(json, result);
      case ContentBlock.ToolReference reference -> json.put("tool_name", reference.toolName());
      case ContentBlock.ServerToolUse(var id, var name, var input, _, _) ->
          json.put("id", id).put("name", name).set("input", input);
      case ContentBlock.ServerToolResult result ->
          json.put("tool_use_id", result.toolUseId()).set("content", result.content());
      case ContentBlock.Compaction compaction ->
          json.put("content", compaction.content().orElse(null));
      case ContentBlock.Unknown unknown -> unknown.json().deepCopy();
    };
  }

  private static ObjectNode text(ObjectNode json, String text, List<JsonNode> citations) {
    json.put("text", text);
    if (!citations.isEmpty()) {
      json.putArray("citations").addAll(citations);
    }
    return json;
  }

  private static ObjectNode document(ObjectNode json, ContentBlock.Document document) {
    json.set("source", source(document.source()));
    document.title().ifPresent(title -> json.put("title", title));
    document.context().ifPresent(context -> json.put("context", context));
    return cited(json, document.cited());
  }

  private static ObjectNode cited(ObjectNode json, boolean cited) {
    if (cited) {
      json.putObject("citations").put("enabled", true);
    }
    return json;
  }

  private static ObjectNode result(ObjectNode json, ContentBlock.ToolResult result) {
    json.put("tool_use_id", result.toolUseId());
    if (!result.content().isEmpty()) {
      json.set("content", content(result.content()));
    }
    return result.error() ? json.put("is_error", true) : json;
  }

  private static ObjectNode source(Source source) {
    var json = Json.object();
    return switch (source) {
      case Source.Base64(var mediaType, var data) ->
          json.put("type", "base64").put("media_type", mediaType).put("data", data);
      case Source.Url(var url) -> json.put("type", "url").put("url", url);
      case Source.FileId(var id) -> json.put("type", "file").put("file_id", id);
      case Source.PlainText(_, var text) ->
          json.put("type", "text").put("media_type", "text/plain").put("data", text);
      case Source.Blocks(var inner) -> json.put("type", "content").set("content", content(inner));
    };
  }
}
