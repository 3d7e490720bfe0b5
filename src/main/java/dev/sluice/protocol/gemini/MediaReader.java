package dev.sluice.protocol.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Source;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** {@code inlineData} and {@code fileData} as pictures and documents. */
final class MediaReader {

  private static final String PDF = "application/pdf";
  private static final String TYPE = "mimeType";

  private MediaReader() {}

  static ContentBlock inline(Fields data) throws MalformedRequest, Inexpressible {
    String type = needed(data, TYPE, "send the type of the data, such as image/png");
    String base64 =
        needed(data, "data", "send the content as base64").replace('-', '+').replace('_', '/');
    data.take("displayName");
    if (type.startsWith("image/")) {
      return new ContentBlock.Image(new Source.Base64(type, base64));
    }
    if (type.equals(PDF)) {
      return new ContentBlock.Document(new Source.Base64(type, base64), Optional.empty());
    }
    if (type.startsWith("text/")) {
      return new ContentBlock.Document(
          new Source.PlainText("text/plain", decoded(data, base64)), Optional.empty());
    }
    throw foreign(data, type);
  }

  private static String decoded(Fields data, String base64) throws MalformedRequest {
    try {
      return new String(Base64.getMimeDecoder().decode(base64), UTF_8);
    } catch (IllegalArgumentException e) {
      throw data.malformed("data", "is no base64", "send the content as base64");
    }
  }

  static ContentBlock file(Fields data) throws MalformedRequest, Inexpressible {
    String uri = needed(data, "fileUri", "send the address of the file");
    String type = data.text(TYPE).orElseGet(() -> guessed(uri));
    data.take("displayName");
    if (!uri.startsWith("https://") || uri.startsWith("https://generativelanguage.googleapis")) {
      throw new Inexpressible(
          Fields.path(data.pointer()) + ".fileUri",
          "lies in a store of Google's; send the content as inlineData or an https address");
    }
    if (type.startsWith("image/")) {
      return new ContentBlock.Image(new Source.Url(uri));
    }
    if (type.equals(PDF)) {
      return new ContentBlock.Document(new Source.Url(uri), Optional.empty());
    }
    throw foreign(data, type);
  }

  private static String guessed(String uri) {
    String path = uri.replaceFirst("[?#].*", "").toLowerCase(Locale.ROOT);
    if (path.endsWith(".pdf")) {
      return PDF;
    }
    return path.matches(".*\\.(png|jpe?g|gif|webp)") ? "image/png" : "a type that is not told";
  }

  private static Inexpressible foreign(Fields data, String type) {
    return new Inexpressible(
        Fields.path(data.pointer()),
        "is " + type + ", which other protocols do not take; send text, a picture or a PDF");
  }

  private static String needed(Fields data, String name, String fix) throws MalformedRequest {
    Optional<String> value = data.text(name);
    if (value.isEmpty()) {
      throw data.malformed(name, "is missing", fix);
    }
    return value.get();
  }
}
