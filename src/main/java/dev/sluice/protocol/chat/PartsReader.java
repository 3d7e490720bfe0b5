package dev.sluice.protocol.chat;

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
import java.util.Map;
import java.util.Optional;

/** Reads the content of messages. */
final class PartsReader {

  private static final String FORMAT = "a string or an array of parts";
  private static final String DATA = "data:";
  private static final String BASE64 = ";base64,";

  private final Losses losses;

  PartsReader(Losses losses) {
    this.losses = losses;
  }

  /** What a message says; nothing when its content is absent or empty. */
  List<ContentBlock> content(JsonAt message) throws MalformedRequest, Inexpressible {
    Optional<JsonAt> content = message.member("content");
    if (content.isEmpty()) {
      return List.of();
    }
    JsonAt given = content.get();
    if (given.node().isTextual()) {
      return given.node().textValue().isEmpty()
          ? List.of()
          : List.of(new ContentBlock.Text(given.node().textValue()));
    }
    if (!given.node().isArray()) {
      throw Malformed.at(given, "is neither", FORMAT);
    }
    var blocks = new ArrayList<ContentBlock>();
    for (JsonAt part : given.elements()) {
      part.object();
      part(part).ifPresent(blocks::add);
    }
    return blocks;
  }

  private Optional<ContentBlock> part(JsonAt part) throws MalformedRequest, Inexpressible {
    String type = part.text("type");
    return switch (type) {
      case "text", "input_text", "output_text" -> text(part, part.text("text"));
      case "refusal" -> text(part, part.text("refusal"));
      case "image_url" -> Optional.of(image(part));
      case "file" -> Optional.of(file(part.required("file")));
      case "input_audio" ->
          throw new Inexpressible(
              "input_audio", "is not understood by other protocols; send its words as text");
      default -> {
        losses.degraded("messages.content." + type, "is not understood by other protocols");
        yield Optional.empty();
      }
    };
  }

  private static Optional<ContentBlock> text(JsonAt part, String text) {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(new ContentBlock.Text(text, List.of(), mark(part), Map.of()));
  }

  private static Optional<JsonNode> mark(JsonAt part) {
    Optional<JsonNode> own = part.member("cache_control").map(JsonAt::node);
    return own.isPresent()
        ? own
        : part.member("prompt_cache_breakpoint").map(_ -> Json.object().put("type", "ephemeral"));
  }

  private static ContentBlock image(JsonAt part) throws MalformedRequest {
    JsonAt image = part.required("image_url");
    JsonAt url = image.node().isTextual() ? image : image.required("url");
    return new ContentBlock.Image(source(url), mark(part), Map.of());
  }

  private static Source source(JsonAt url) throws MalformedRequest {
    String address = url.text();
    if (!address.startsWith(DATA)) {
      return new Source.Url(address);
    }
    int mark = address.indexOf(BASE64);
    if (mark < 0) {
      throw Malformed.at(url, "is a data: address without ;base64,", "data:TYPE;base64,DATA");
    }
    return new Source.Base64(
        address.substring(DATA.length(), mark), address.substring(mark + BASE64.length()));
  }

  private ContentBlock file(JsonAt file) throws MalformedRequest, Inexpressible {
    if (file.member("file_id").isPresent()) {
      throw new Inexpressible(
          "file.file_id", "lies in the store of another provider; send file_data");
    }
    JsonAt data = file.required("file_data");
    Source source = source(data);
    Optional<String> title =
        file.member("filename").map(JsonAt::node).filter(JsonNode::isTextual).map(JsonNode::asText);
    if (source instanceof Source.Base64(var type, var base64) && type.startsWith("image/")) {
      return new ContentBlock.Image(source);
    }
    if (source instanceof Source.Base64(var type, var base64) && type.startsWith("text/")) {
      return new ContentBlock.Document(
          new Source.PlainText("text/plain", words(data, base64)), title);
    }
    return new ContentBlock.Document(source, title);
  }

  private static String words(JsonAt data, String base64) throws MalformedRequest {
    try {
      return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Malformed.at(data, "is not base64", "data:TYPE;base64,DATA");
    }
  }
}
