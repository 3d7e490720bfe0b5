package dev.sluice.cli.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.InvalidConfiguration;
import java.io.IOException;

/** JSON as people write it by hand: with comments, single quotes, bare names, trailing commas. */
final class LooseJson {

  private static final int MOST_BYTES = 4 << 20;
  private static final int DEEPEST = 32;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private LooseJson() {}

  /* The parser's own messages quote the text, which may be a secret. */
  static ObjectNode parse(byte[] bytes) throws InvalidConfiguration {
    if (bytes.length > MOST_BYTES) {
      throw Part.refused("", bytes.length + " bytes (expected: at most " + MOST_BYTES + ")");
    }
    try {
      JsonNode root = MAPPER.readTree(bytes);
      if (root instanceof ObjectNode object) {
        return object;
      }
      throw Part.refused("", "not a JSON object");
    } catch (StreamConstraintsException e) {
      throw Part.refused("", "nested or sized beyond the limits (expected: depth " + DEEPEST + ")");
    } catch (JsonProcessingException e) {
      throw Part.refused("", "not valid JSON" + where(e.getLocation()));
    } catch (IOException e) {
      throw Part.refused("", "not valid JSON: not UTF-8 text");
    }
  }

  private static String where(JsonLocation location) {
    return location == null
        ? ""
        : ", line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
