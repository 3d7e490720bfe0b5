package dev.sluice.protocol.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.convert.UpstreamOptions;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Source;
import java.util.Optional;

/** Blocks as the parts of one message: a plain text where there is nothing but text. */
final class ChatContent {

  private static final String ELSEWHERE =
      "lies in the store of another provider; send it as base64 or by its address";

  private final UpstreamOptions options;
  private final Losses losses;
  private final ArrayNode parts = Json.array();
  private boolean plain = true;

  ChatContent(UpstreamOptions options, Losses losses) {
    this.options = options;
    this.losses = losses;
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** All of it: the parts, or one text with this between them. */
  JsonNode json(String between) {
    if (!plain) {
      return parts;
    }
    var text = new StringBuilder();
    for (JsonNode part : parts) {
      text.append(text.isEmpty() ? "" : between).append(part.path("text").asText());
    }
    return TextNode.valueOf(text.toString());
  }

  ChatContent text(String text) {
    return text(text, Optional.empty());
  }

  private ChatContent text(String text, Optional<JsonNode> mark) {
    if (!text.isEmpty()) {
      marked(parts.addObject().put("type", "text").put("text", text), mark);
    }
    return this;
  }

  private void marked(ObjectNode part, Optional<JsonNode> mark) {
    mark.ifPresent(found -> {
      CacheMark.write(part, found, options);
      plain &= !CacheMark.known(options);
    });
  }

  ChatContent block(ContentBlock block) throws Inexpressible {
    switch (block) {
      case ContentBlock.Text text -> text(text.text(), text.cacheControl());
      case ContentBlock.Image image -> image(image);
      case ContentBlock.Document document -> document(document);
      case ContentBlock.SearchResult found -> search(found);
      case ContentBlock.ToolReference(var name, _, _) -> {
        losses.degraded(Part.TOOL_REFERENCE, "becomes text: all tools are sent anyway");
        text("Loaded tool: " + name);
      }
      case ContentBlock.ServerToolUse use -> {
        losses.degraded(Part.SERVER_TOOL_HISTORY, "becomes text");
        text("[" + use.name() + ": " + use.input() + "]");
      }
      case ContentBlock.ServerToolResult result -> {
        losses.degraded(Part.SERVER_TOOL_HISTORY, "becomes text");
        text("[" + result.type() + ": " + result.content() + "]");
      }
      case ContentBlock.Compaction compaction -> {
        losses.degraded(Part.COMPACTION, "becomes text");
        compaction.content().ifPresent(text -> text("Summary of earlier conversation: " + text));
      }
      case ContentBlock.Unknown unknown -> unknown(unknown);
      case ContentBlock.ToolUse _,
          ContentBlock.ToolResult _,
          ContentBlock.Thinking _,
          ContentBlock.RedactedThinking _ -> {
        // no content of a message: whoever writes messages has taken them out
      }
    }
    return this;
  }

  private void image(ContentBlock.Image image) throws Inexpressible {
    switch (image.source()) {
      case Source.Base64 data -> picture(Part.IMAGE_BASE64, data.dataUrl(), image.cacheControl());
      case Source.Url(var url) -> picture(Part.IMAGE_URL, url, image.cacheControl());
      case Source.FileId _ -> throw new Inexpressible(Part.IMAGE_FILE, ELSEWHERE);
      case Source.PlainText _, Source.Blocks _ ->
          throw new Inexpressible("image.source", "is no picture; send base64 or url");
    }
  }

  private void picture(Part part, String url, Optional<JsonNode> mark) {
    if (!options.images()) {
      losses.degraded(part, "is left out: this model has no vision");
      text("[image omitted: model has no vision]");
      return;
    }
    plain = false;
    ObjectNode picture = parts.addObject().put("type", "image_url");
    picture.putObject("image_url").put("url", url);
    marked(picture, mark);
  }

  private void document(ContentBlock.Document document) throws Inexpressible {
    if (document.cited()) {
      losses.degraded(Part.DOCUMENT_CITATIONS, "are not known to this upstream");
    }
    document
        .context()
        .ifPresent(context -> {
          losses.degraded(Part.DOCUMENT_CONTEXT, "is sent as text before the document");
          text("About the next document: " + context);
        });
    switch (document.source()) {
      case Source.Base64 data -> file(document, data);
      case Source.PlainText(_, var text) -> text(framed(document, text), document.cacheControl());
      case Source.Blocks(var content) -> {
        text(opening(document));
        for (ContentBlock block : content) {
          block(block);
        }
        text("</document>");
      }
      case Source.Url _ ->
          throw new Inexpressible(
              Part.DOCUMENT_URL, "is not fetched for this upstream; send it as base64");
      case Source.FileId _ -> throw new Inexpressible(Part.DOCUMENT_FILE, ELSEWHERE);
    }
  }

  private void file(ContentBlock.Document document, Source.Base64 data) {
    if (!options.documents()) {
      losses.degraded(Part.DOCUMENT_PDF, "is left out: this model does not read documents");
      text(
          "[document omitted: model does not read documents]"
              + document.title().map(title -> " " + title).orElse(""));
      return;
    }
    plain = false;
    ObjectNode part = parts.addObject().put("type", "file");
    part.putObject("file")
        .put("filename", document.title().orElse("document.pdf"))
        .put("file_data", data.dataUrl());
    marked(part, document.cacheControl());
  }

  private static String framed(ContentBlock.Document document, String text) {
    return opening(document) + "\n" + text + "\n</document>";
  }

  private static String opening(ContentBlock.Document document) {
    return document
        .title()
        .map(title -> "<document title=\"" + title.replace('"', '\'') + "\">")
        .orElse("<document>");
  }

  private void search(ContentBlock.SearchResult found) throws Inexpressible {
    losses.degraded(Part.SEARCH_RESULT, "becomes text");
    text("<search_result source=\"" + found.source() + "\" title=\"" + found.title() + "\">");
    for (ContentBlock block : found.content()) {
      block(block);
    }
    text("</search_result>");
  }

  private void unknown(ContentBlock.Unknown block) throws Inexpressible {
    switch (block.type()) {
      case "fallback" -> {}
      case "mcp_tool_use", "mcp_tool_result" -> {
        losses.degraded(Part.MCP_HISTORY, "becomes text");
        text("[" + block.type() + ": " + block.json() + "]");
      }
      case "container_upload" -> throw new Inexpressible(Part.CONTAINER_UPLOAD, ELSEWHERE);
      default -> losses.degraded(Part.UNKNOWN_BLOCK, "is left out: " + block.type());
    }
  }
}
