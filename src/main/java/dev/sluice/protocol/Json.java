package dev.sluice.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactory.Feature;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The one set-up of the JSON library: names that strangers send are not kept for ever. */
public final class Json {

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(Feature.INTERN_FIELD_NAMES)
          .disable(Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();
  private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);
  private static final ObjectReader STRICT =
      MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final ObjectWriter ESCAPING =
      MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

  private Json() {}

  static JsonParser parser(byte[] bytes, int from, int to) throws IOException {
    return FACTORY.createParser(bytes, from, to - from);
  }

  /** A parser of the event's data, which is valid while the event is. */
  public static JsonParser parser(SseEvent event) throws IOException {
    return parser(event.bytes(), event.start(), event.end());
  }

  /** A parser of a whole document. */
  public static JsonParser parser(byte[] document) throws IOException {
    return parser(document, 0, document.length);
  }

  /** Writes one document to {@code out}, which stays open. */
  public static JsonGenerator generator(OutputStream out) throws IOException {
    return FACTORY.createGenerator(out);
  }

  /** The value at which the parser stands, as a tree. */
  public static JsonNode tree(JsonParser parser) throws IOException {
    return MAPPER.readTree(parser);
  }

  /** The event's data as a tree; empty when it is not one JSON document. */
  public static Optional<JsonNode> tree(SseEvent event) {
    return tree(event.bytes(), event.start(), event.end());
  }

  /** The bytes as a tree; empty when they are not one JSON document. */
  public static Optional<JsonNode> tree(byte[] document) {
    return tree(document, 0, document.length);
  }

  private static Optional<JsonNode> tree(byte[] bytes, int from, int to) {
    try {
      return Optional.ofNullable(STRICT.readTree(bytes, from, to - from))
          .filter(node -> !node.isMissingNode());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The text as a tree; empty when it is not one JSON document. */
  public static Optional<JsonNode> tree(String text) {
    try {
      return Optional.ofNullable(STRICT.readTree(text)).filter(node -> !node.isMissingNode());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Whether the event's data is JSON to its end. */
  static boolean isComplete(SseEvent event) {
    try (JsonParser parser = parser(event.bytes(), event.start(), event.end())) {
      boolean any = false;
      while (parser.nextToken() != null) {
        any = true;
      }
      return any;
    } catch (IOException e) {
      return false;
    }
  }

  /** A parser that is fed piece by piece. */
  static JsonParser feedable() {
    try {
      return FACTORY.createNonBlockingByteArrayParser();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A document that lies beside a class. */
  static JsonNode resource(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      return MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** The node as UTF-8; text with halves of characters, which UTF-8 has none for, is escaped. */
  public static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      return escaped(node);
    }
  }

  private static byte[] escaped(JsonNode node) {
    try {
      return ESCAPING.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
