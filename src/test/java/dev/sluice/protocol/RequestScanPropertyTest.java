package dev.sluice.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RequestScanPropertyTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void theScanAgreesWithAFullParser() {
    Property.holds(
        1500,
        chance -> {
          byte[] body = new JsonText(chance).request().getBytes(UTF_8);
          assertThat(RequestScan.scan(body, body.length))
              .as(new String(body, UTF_8))
              .isEqualTo(facts(body));
        });
  }

  @Test
  void splicingChangesNothingButTheModel() {
    Property.holds(
        1000,
        chance -> {
          var text = new JsonText(chance);
          byte[] body = text.request().getBytes(UTF_8);
          String model = MAPPER.readValue(text.string(), String.class);
          var facts = RequestScan.scan(body, body.length);
          if (facts.modelStart() >= 0) {
            var expected = (ObjectNode) MAPPER.readTree(body);
            expected.put("model", model);
            assertThat(MAPPER.readTree(spliced(body, facts, model))).isEqualTo(expected);
          }
        });
  }

  @Test
  void damagedBytesAreRefusedOrReadButNothingElse() {
    Property.holds(
        3000,
        chance -> {
          byte[] body = damaged(new JsonText(chance).request().getBytes(UTF_8), chance);
          try {
            var facts = RequestScan.scan(body, body.length);
            assertThat(facts.modelEnd()).isLessThanOrEqualTo(body.length);
          } catch (MalformedRequest refused) {
            assertThat(refused.getMessage()).contains("; send ");
          }
        });
  }

  @Test
  void everyTruncationIsRefused() {
    Property.holds(
        100,
        chance -> {
          byte[] body = new JsonText(chance).request().strip().getBytes(UTF_8);
          for (int length = 0; length < body.length; length++) {
            assertThat(accepted(body, length)).isFalse();
          }
        });
  }

  private static boolean accepted(byte[] body, int length) {
    try {
      RequestScan.scan(body, length);
      return true;
    } catch (MalformedRequest refused) {
      return false;
    }
  }

  private static byte[] damaged(byte[] body, Random chance) {
    byte[] damaged = Arrays.copyOf(body, 1 + chance.nextInt(body.length));
    for (int i = chance.nextInt(4); i > 0; i--) {
      damaged[chance.nextInt(damaged.length)] =
          (byte) "{}[]\":,\\u0 \u00ff\u0000".charAt(chance.nextInt(13));
    }
    return damaged;
  }

  private static byte[] spliced(byte[] body, RequestFacts facts, String model) {
    var out = new ByteArrayOutputStream();
    out.write(body, 0, facts.modelStart());
    out.writeBytes(RequestScan.modelToken(model));
    out.write(body, facts.modelEnd(), body.length - facts.modelEnd());
    return out.toByteArray();
  }

  private static RequestFacts facts(byte[] body) throws IOException {
    JsonNode root = MAPPER.readTree(body);
    JsonNode user = root.path("metadata").path("user_id");
    JsonNode cacheKey = root.path("prompt_cache_key");
    long limit = Math.max(limit(root.path("max_tokens")), limit(root.path("max_output_tokens")));
    int[] span = modelSpan(body);
    return new RequestFacts(
        root.path("model").asText(""),
        span[0],
        span[1],
        root.path("stream").isBoolean() && root.path("stream").booleanValue(),
        user.isTextual() ? user.textValue() : "",
        cacheKey.isTextual() ? cacheKey.textValue() : "",
        limit);
  }

  private static long limit(JsonNode node) {
    return node.isNumber() ? Math.max(0, node.longValue()) : 0;
  }

  private static int[] modelSpan(byte[] body) throws IOException {
    try (JsonParser json = MAPPER.getFactory().createParser(body)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean model = json.currentName().equals("model");
        json.nextToken();
        int start = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        json.finishToken();
        if (model) {
          return new int[] {start, (int) json.currentLocation().getByteOffset()};
        }
      }
      return new int[] {-1, -1};
    }
  }
}
