package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Pictures and documents as parts. */
final class MediaParts {

  private static final String PDF = "application/pdf";
  private static final Map<String, String> BY_ENDING =
      Map.of("jpg", "image/jpeg", "jpeg", "image/jpeg", "gif", "image/gif", "webp", "image/webp");

  private final Writing writing;
  private final PlainWords words;

  MediaParts(Writing writing, PlainWords words) {
    this.writing = writing;
    this.words = words;
  }

  static ObjectNode text(String text) {
    return Json.object().put("text", text);
  }

  List<ObjectNode> image(ContentBlock.Image image) throws Inexpressible {
    writing.unknown("an image", image.rest());
    Part part = part(image.source());
    if (!writing.target().options().images()) {
      throw new Inexpressible(part, "is not taken by this upstream; leave the picture out");
    }
    return switch (image.source()) {
      case Source.Base64(var type, var data) -> List.of(inline(type, data));
      case Source.Url(var url) -> List.of(file(part, url, imageType(url)));
      case Source.FileId _ -> throw ofAnotherStore(part);
      case Source.PlainText _, Source.Blocks _ ->
          throw new Inexpressible(part, "has no picture in it; send base64");
    };
  }

  private static Part part(Source source) {
    return switch (source) {
      case Source.Url _ -> Part.IMAGE_URL;
      case Source.FileId _ -> Part.IMAGE_FILE;
      case Source.Base64 _, Source.PlainText _, Source.Blocks _ -> Part.IMAGE_BASE64;
    };
  }

  List<ObjectNode> document(ContentBlock.Document document) throws Inexpressible {
    writing.unknown("a document", document.rest());
    if (document.cited()) {
      writing.losses().degraded(Part.DOCUMENT_CITATIONS, "is left out: nobody will cite");
    }
    var parts = new ArrayList<ObjectNode>();
    opening(document).ifPresent(words -> parts.add(text(words)));
    switch (document.source()) {
      case Source.Base64(var type, var data) -> parts.add(pdf(type, data));
      case Source.Url(var url) -> parts.add(file(Part.DOCUMENT_URL, url, PDF));
      case Source.FileId _ -> throw ofAnotherStore(Part.DOCUMENT_FILE);
      case Source.PlainText(var _, var text) -> parts.add(text(text));
      case Source.Blocks(var content) -> {
        for (ContentBlock block : content) {
          parts.addAll(inside(block));
        }
      }
    }
    return parts;
  }

  private Optional<String> opening(ContentBlock.Document document) {
    var lines = new ArrayList<String>();
    document
        .title()
        .ifPresent(title -> {
          writing.losses().degraded(Part.DOCUMENT_TITLE, "is sent as text before it");
          lines.add("Document: " + title);
        });
    document
        .context()
        .ifPresent(context -> {
          writing.losses().degraded(Part.DOCUMENT_CONTEXT, "is sent as text before it");
          lines.add(context);
        });
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
  }

  private ObjectNode pdf(String type, String data) throws Inexpressible {
    if (!writing.target().options().documents()) {
      throw new Inexpressible(
          Part.DOCUMENT_PDF, "is not taken by this upstream; send the document's text");
    }
    return inline(type, data);
  }

  /** A block inside a document or a result. */
  List<ObjectNode> inside(ContentBlock block) throws Inexpressible {
    return switch (block) {
      case ContentBlock.Text(var text, var _, var _, var _) -> List.of(text(text));
      case ContentBlock.Image image -> image(image);
      case ContentBlock.Document document -> document(document);
      case ContentBlock.SearchResult found -> List.of(text(words.search(found)));
      case ContentBlock.ToolReference loaded -> List.of(text(words.reference(loaded)));
      case ContentBlock.ServerToolUse call -> List.of(text(words.call(call)));
      case ContentBlock.ServerToolResult result -> List.of(text(words.result(result)));
      case ContentBlock.Compaction earlier -> List.of(text(words.compaction(earlier)));
      case ContentBlock.Unknown other ->
          words.unknown(other).map(MediaParts::text).stream().toList();
      case ContentBlock.Thinking _,
          ContentBlock.RedactedThinking _,
          ContentBlock.ToolUse _,
          ContentBlock.ToolResult _ -> {
        writing.losses().degraded(Part.UNKNOWN_BLOCK, "is left out here: " + block.type());
        yield List.of();
      }
    };
  }

  private static ObjectNode inline(String type, String data) {
    var part = Json.object();
    part.putObject("inlineData").put("mimeType", type).put("data", data);
    return part;
  }

  private ObjectNode file(Part what, String url, String type) throws Inexpressible {
    if (!writing.family().third()) {
      throw new Inexpressible(
          what, "is not fetched by models before Gemini 3; send the content as base64");
    }
    var part = Json.object();
    part.putObject("fileData").put("mimeType", type).put("fileUri", url);
    return part;
  }

  private static String imageType(String url) {
    String path = url.replaceFirst("[?#].*", "");
    String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return BY_ENDING.getOrDefault(ending, "image/png");
  }

  private static Inexpressible ofAnotherStore(Part part) {
    return new Inexpressible(part, "lies in another provider's store; send the content as base64");
  }
}
