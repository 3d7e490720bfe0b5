package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.convert.UpstreamOptions;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Source;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Writes blocks as parts of a message or of a call's output. */
final class PartWriter {

  private static final String TYPE = "type";
  private static final String TEXT = "text";
  private static final String INPUT_TEXT = "input_text";
  private static final String ERROR = "Error: ";

  private final UpstreamOptions options;
  private final Losses losses;
  private final DocumentWriter documents;

  PartWriter(UpstreamOptions options, Losses losses) {
    this.options = options;
    this.losses = losses;
    this.documents = new DocumentWriter(options, losses, this);
  }

  ArrayNode all(List<ContentBlock> blocks) throws Inexpressible {
    var parts = Json.array();
    for (ContentBlock block : blocks) {
      write(block, parts);
    }
    return parts;
  }

  /** Text alone is a string; with pictures or files it is an array. */
  JsonNode output(ContentBlock.ToolResult result) throws Inexpressible {
    ArrayNode parts = all(result.content());
    boolean texts =
        StreamSupport.stream(parts.spliterator(), false)
            .allMatch(part -> part.path(TYPE).asText().equals(INPUT_TEXT));
    if (!texts) {
      if (result.error()) {
        parts.insertObject(0).put(TYPE, INPUT_TEXT).put(TEXT, ERROR.strip());
      }
      return parts;
    }
    String text =
        StreamSupport.stream(parts.spliterator(), false)
            .map(part -> part.path(TEXT).asText())
            .collect(Collectors.joining("\n"));
    return TextNode.valueOf(result.error() ? ERROR + text : text);
  }

  void write(ContentBlock block, ArrayNode parts) throws Inexpressible {
    switch (block) {
      case ContentBlock.Text(var text, _, _, _) -> text(text, parts);
      case ContentBlock.Image(var source, _, _) -> image(source, parts);
      case ContentBlock.Document document -> documents.write(document, parts);
      case ContentBlock.SearchResult result -> {
        losses.degraded(Part.SEARCH_RESULT, "becomes text that is not cited");
        text("Search result \"" + result.title() + "\" from " + result.source() + ":", parts);
        parts.addAll(all(result.content()));
      }
      case ContentBlock.ToolReference(var name, _, _) -> {
        losses.degraded(Part.TOOL_REFERENCE, "becomes text; the tool is among the tools");
        text("Loaded tool: " + name, parts);
      }
      case ContentBlock.ServerToolUse _, ContentBlock.ServerToolResult _ -> {
        losses.degraded(Part.SERVER_TOOL_HISTORY, "becomes text");
        text(Rendering.of(block), parts);
      }
      case ContentBlock.Compaction(var content, _) -> {
        losses.degraded(Part.COMPACTION, "becomes text as far as it can be read");
        content.ifPresent(summary -> text("Summary of earlier conversation: " + summary, parts));
      }
      case ContentBlock.Unknown unknown -> unknown(unknown, parts);
      case ContentBlock.Thinking _,
          ContentBlock.RedactedThinking _,
          ContentBlock.ToolUse _,
          ContentBlock.ToolResult _ ->
          losses.degraded(Part.UNKNOWN_BLOCK, "(" + block.type() + " out of place) left out");
    }
  }

  static void text(String text, ArrayNode parts) {
    if (!text.isEmpty()) {
      parts.addObject().put(TYPE, INPUT_TEXT).put(TEXT, text);
    }
  }

  private void image(Source source, ArrayNode parts) throws Inexpressible {
    switch (source) {
      case Source.Base64 data -> image(Part.IMAGE_BASE64, data.dataUrl(), parts);
      case Source.Url(var url) -> image(Part.IMAGE_URL, url, parts);
      case Source.FileId _ ->
          throw new Inexpressible(
              Part.IMAGE_FILE,
              "lies in another provider's store; send the image itself as base64 or its address");
      case Source.PlainText _, Source.Blocks _ ->
          losses.degraded(Part.UNKNOWN_BLOCK, "(an image that is text) left out");
    }
  }

  private void image(Part part, String url, ArrayNode parts) {
    if (!options.images()) {
      losses.degraded(part, "is left out: the model does not see images");
      text("[image omitted: the model does not see images]", parts);
      return;
    }
    parts.addObject().put(TYPE, "input_image").put("image_url", url).put("detail", "auto");
  }

  private void unknown(ContentBlock.Unknown unknown, ArrayNode parts) throws Inexpressible {
    switch (unknown.type()) {
      case "mcp_tool_use", "mcp_tool_result" -> {
        losses.degraded(Part.MCP_HISTORY, "becomes text");
        text(Rendering.of(unknown), parts);
      }
      case "container_upload" ->
          throw new Inexpressible(
              Part.CONTAINER_UPLOAD,
              "lies in another provider's store; send the content itself as a document");
      case "fallback" -> {}
      default -> losses.degraded(Part.UNKNOWN_BLOCK, "(" + unknown.type() + ") left out");
    }
  }
}
