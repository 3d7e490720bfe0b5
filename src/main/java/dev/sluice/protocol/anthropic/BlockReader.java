package dev.sluice.protocol.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.convert.JsonAt;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Blocks of content, read. */
final class BlockReader {

  private static final String CACHE = "cache_control";

  /** A text alone, or blocks. */
  List<ContentBlock> content(JsonAt content) throws MalformedRequest {
    if (content.node().isTextual()) {
      String text = content.text();
      return text.isEmpty() ? List.of() : List.of(new ContentBlock.Text(text));
    }
    if (!content.node().isArray()) {
      throw content.wrong("a string or an array of blocks");
    }
    var blocks = new ArrayList<ContentBlock>();
    for (JsonAt block : content.elements()) {
      blocks.add(block(block));
    }
    return blocks;
  }

  ContentBlock block(JsonAt block) throws MalformedRequest {
    block.object();
    String type = block.text("type");
    return switch (type) {
      case "text" ->
          new ContentBlock.Text(
              block.text("text"), citations(block), cache(block), rest(block, "text", "citations"));
      case "image" -> new ContentBlock.Image(source(block), cache(block), rest(block, "source"));
      case "document" -> document(block);
      case "search_result" -> searchResult(block);
      case "thinking" ->
          new ContentBlock.Thinking(
              block.optionalText("thinking").orElse(""),
              block.optionalText("signature").orElse(""));
      case "redacted_thinking" -> new ContentBlock.RedactedThinking(block.text("data"));
      case "tool_use" ->
          new ContentBlock.ToolUse(
              block.text("id"),
              block.text("name"),
              block.required("input").object(),
              cache(block),
              rest(block, "id", "name", "input"));
      case "tool_result" -> toolResult(block);
      case "tool_reference" ->
          new ContentBlock.ToolReference(
              block.text("tool_name"), cache(block), rest(block, "tool_name"));
      case "server_tool_use" ->
          new ContentBlock.ServerToolUse(
              block.text("id"),
              block.text("name"),
              block.required("input").node(),
              cache(block),
              rest(block, "id", "name", "input"));
      case "compaction" ->
          new ContentBlock.Compaction(block.optionalText("content"), rest(block, "content"));
      default -> other(block, type);
    };
  }

  private static ContentBlock other(JsonAt block, String type) throws MalformedRequest {
    boolean ofServer = type.endsWith("_tool_result") && !type.startsWith("mcp_");
    return ofServer && block.node().path("tool_use_id").isTextual()
        ? new ContentBlock.ServerToolResult(
            type,
            block.text("tool_use_id"),
            block.required("content").node(),
            cache(block),
            rest(block, "tool_use_id", "content"))
        : new ContentBlock.Unknown(type, block.object());
  }

  private ContentBlock document(JsonAt block) throws MalformedRequest {
    return new ContentBlock.Document(
        source(block),
        block.optionalText("title"),
        block.optionalText("context"),
        cited(block),
        cache(block),
        rest(block, "source", "title", "context", "citations"));
  }

  private ContentBlock searchResult(JsonAt block) throws MalformedRequest {
    return new ContentBlock.SearchResult(
        block.text("source"),
        block.text("title"),
        content(block.required("content")),
        cited(block),
        cache(block),
        rest(block, "source", "title", "content", "citations"));
  }

  private ContentBlock toolResult(JsonAt block) throws MalformedRequest {
    var content = block.member("content");
    return new ContentBlock.ToolResult(
        block.text("tool_use_id"),
        content.isPresent() ? content(content.get()) : List.of(),
        block.optionalFlag("is_error"),
        cache(block),
        rest(block, "tool_use_id", "content", "is_error"));
  }

  private Source source(JsonAt block) throws MalformedRequest {
    JsonAt source = block.required("source");
    return switch (source.text("type")) {
      case "base64" -> new Source.Base64(source.text("media_type"), source.text("data"));
      case "url" -> new Source.Url(source.text("url"));
      case "file" -> new Source.FileId(source.text("file_id"));
      case "text" ->
          new Source.PlainText(
              source.optionalText("media_type").orElse("text/plain"), source.text("data"));
      case "content" -> new Source.Blocks(content(source.required("content")));
      default ->
          throw new MalformedRequest(
              source.pointer() + "/type",
              source.path()
                  + ".type: is \""
                  + source.text("type")
                  + "\"; send base64, url, file, text or content");
    };
  }

  private static boolean cited(JsonAt block) {
    return block.node().path("citations").path("enabled").asBoolean();
  }

  private static List<JsonNode> citations(JsonAt block) {
    var citations = new ArrayList<JsonNode>();
    block.node().path("citations").forEach(citations::add);
    return citations;
  }

  private static Optional<JsonNode> cache(JsonAt block) {
    return block.member(CACHE).map(JsonAt::node);
  }

  private static Map<String, JsonNode> rest(JsonAt block, String... known) {
    var names = new HashSet<>(Set.of(known));
    names.add("type");
    names.add(CACHE);
    return block.rest(names);
  }
}
