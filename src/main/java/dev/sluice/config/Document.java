package dev.sluice.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The configuration as JSON: bytes to a tree without surprises, and back for people to read. */
public final class Document {

  static final int MAX_BYTES = 4 << 20;
  static final int MAX_DEPTH = 32;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .defaultPrettyPrinter(printer())
          .build();

  private Document() {}

  public static ObjectNode empty() {
    return MAPPER.createObjectNode();
  }

  /** Reads bytes; what is no JSON object, too large, too deep or ambiguous is refused. */
  public static ObjectNode parse(byte[] bytes) throws InvalidConfiguration {
    if (bytes.length > MAX_BYTES) {
      throw new InvalidConfiguration(List.of(tooLarge(bytes.length)));
    }
    try (JsonParser parser = MAPPER.createParser(bytes)) {
      @Nullable JsonNode root = tree(parser);
      if (root instanceof ObjectNode object) {
        return object;
      }
      throw refused("", root == null ? "empty (expected: a JSON object)" : "not a JSON object");
    } catch (IOException e) {
      throw refused("", "not valid JSON: not UTF-8 text");
    }
  }

  /* The parser's own messages quote the text, which may be a secret; only its places are told. */
  private static @Nullable JsonNode tree(JsonParser parser)
      throws IOException, InvalidConfiguration {
    try {
      return MAPPER.readTree(parser);
    } catch (StreamConstraintsException e) {
      throw refused("", "nested or sized beyond the limits (expected: depth " + MAX_DEPTH + ")");
    } catch (JsonProcessingException e) {
      if (e.getOriginalMessage().startsWith("Duplicate field")) {
        throw refused(parser.getParsingContext().pathAsPointer().toString(), "given twice");
      }
      throw refused("", "not valid JSON" + where(e.getLocation()));
    }
  }

  static Problem tooLarge(long bytes) {
    return new Problem("", bytes + " bytes (expected: at most " + MAX_BYTES + ")");
  }

  private static String where(JsonLocation location) {
    return location == null
        ? ""
        : ", line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private static InvalidConfiguration refused(String pointer, String message) {
    return new InvalidConfiguration(List.of(new Problem(pointer, message)));
  }

  /** Two blanks a level, one member a line, a line feed at the end. */
  public static byte[] print(JsonNode tree) {
    try {
      return (MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("writing to memory", e);
    }
  }

  private static DefaultPrettyPrinter printer() {
    var indent = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""))
        .withObjectIndenter(indent)
        .withArrayIndenter(indent);
  }
}
