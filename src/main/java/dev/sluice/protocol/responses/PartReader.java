package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.JsonAt;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the parts of a message or of a call's output. */
final class PartReader {

  private static final Pattern DATA = Pattern.compile("data:([^;,]+)((?:;[^;,]*)*);base64,");
  private static final String PDF = "application/pdf";
  private static final String STORE =
      "lies in OpenAI's own store; send the content itself or its address";

  private final Losses losses;

  PartReader(Losses losses) {
    this.losses = losses;
  }

  /** A text alone, or parts; empty texts say nothing. */
  List<ContentBlock> blocks(JsonAt content) throws MalformedRequest, Inexpressible {
    var blocks = new ArrayList<ContentBlock>();
    if (content.node().isTextual()) {
      text(content.text(), content, blocks);
      return blocks;
    }
    if (!content.node().isArray()) {
      throw content.wrong("a string or an array of parts");
    }
    for (JsonAt part : content.elements()) {
      part.object();
      part(part, blocks);
    }
    return blocks;
  }

  private void part(JsonAt part, List<ContentBlock> blocks) throws MalformedRequest, Inexpressible {
    String type = part.text("type");
    switch (type) {
      case "input_text", "output_text", "text", "summary_text", "reasoning_text" ->
          text(part.text("text"), part, blocks);
      case "refusal" -> text(part.text("refusal"), part, blocks);
      case "input_image" -> blocks.add(image(part));
      case "input_file" -> blocks.add(file(part));
      case "input_audio" ->
          throw new Inexpressible("input_audio", "is not understood; send a transcript");
      default -> losses.degraded("content[" + type + "]", "is not understood by other protocols");
    }
  }

  private static void text(String text, JsonAt part, List<ContentBlock> blocks) {
    if (!text.isBlank()) {
      var mark =
          part.member("prompt_cache_breakpoint")
              .map(_ -> Json.object().put("type", "ephemeral"))
              .map(node -> (JsonNode) node);
      blocks.add(new ContentBlock.Text(text, List.of(), mark, Map.of()));
    }
  }

  private static ContentBlock image(JsonAt part) throws MalformedRequest, Inexpressible {
    if (part.member("file_id").isPresent()) {
      throw new Inexpressible("input_image.file_id", STORE);
    }
    JsonAt at = part.required("image_url");
    String url = at.text();
    return new ContentBlock.Image(url.startsWith("data:") ? data(at, url) : web(at, url));
  }

  private static Source.Base64 data(JsonAt at, String url) throws MalformedRequest {
    Matcher head = DATA.matcher(url);
    if (!head.lookingAt()) {
      throw new MalformedRequest(
          at.pointer(),
          at.path() + ": is a data URL without a media type or base64; send data:TYPE;base64,...");
    }
    return new Source.Base64(head.group(1).toLowerCase(Locale.ROOT), url.substring(head.end()));
  }

  private static Source.Url web(JsonAt at, String url) throws MalformedRequest {
    if (!url.startsWith("https://") && !url.startsWith("http://")) {
      throw new MalformedRequest(
          at.pointer(), at.path() + ": is no address; send an http, https or data URL");
    }
    return new Source.Url(url);
  }

  private static ContentBlock file(JsonAt part) throws MalformedRequest, Inexpressible {
    if (part.member("file_id").isPresent()) {
      throw new Inexpressible("input_file.file_id", STORE);
    }
    Optional<String> name = part.optionalText("filename");
    var url = part.member("file_url");
    if (url.isPresent()) {
      return new ContentBlock.Document(web(url.get(), url.get().text()), name);
    }
    JsonAt at = part.required("file_data");
    String data = at.text();
    Source.Base64 file =
        data.startsWith("data:") ? data(at, data) : new Source.Base64(type(name), data);
    return new ContentBlock.Document(document(at, file), name);
  }

  private static String type(Optional<String> name) {
    return name.filter(file -> file.toLowerCase(Locale.ROOT).endsWith(".txt")).isPresent()
        ? "text/plain"
        : PDF;
  }

  private static Source document(JsonAt at, Source.Base64 file)
      throws MalformedRequest, Inexpressible {
    String type = file.mediaType();
    if (type.equals(PDF)) {
      return file;
    }
    if (!type.startsWith("text/") && !type.equals("application/json")) {
      throw new Inexpressible(
          "input_file of type " + type, "is not understood; send a PDF or a text");
    }
    try {
      byte[] text = Base64.getDecoder().decode(file.data());
      return new Source.PlainText("text/plain", new String(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new MalformedRequest(
          at.pointer(), at.path() + ": is no base64; send the file's bytes as base64");
    }
  }
}
