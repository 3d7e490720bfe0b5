package dev.sluice.protocol.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.message.ContentBlock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Thinking of another provider in the place of a {@code thoughtSignature}, text and signature:
 * clients give signatures back, but not always the thoughts before.
 */
final class CarriedThinking {

  private static final String MARK = "sl1:";
  private static final String THINKING = "thinking";
  private static final String SIGNATURE = "signature";
  private static final String REDACTED = "redacted";

  private CarriedThinking() {}

  /**
   * @param blocks of thinking, readable or not
   */
  static String write(List<ContentBlock> blocks) {
    ArrayNode all = Json.array();
    for (ContentBlock block : blocks) {
      if (block instanceof ContentBlock.Thinking(var thinking, var signature)) {
        all.addObject().put(THINKING, thinking).put(SIGNATURE, signature);
      } else if (block instanceof ContentBlock.RedactedThinking(var data)) {
        all.addObject().put(REDACTED, data);
      }
    }
    return Base64.getEncoder().encodeToString((MARK + all).getBytes(UTF_8));
  }

  /** Empty for a signature that is none of ours. */
  static Optional<List<ContentBlock>> read(String signature) {
    return decoded(signature)
        .filter(text -> text.startsWith(MARK))
        .flatMap(text -> Json.tree(text.substring(MARK.length())))
        .filter(JsonNode::isArray)
        .map(CarriedThinking::blocks);
  }

  /** Python's client writes the other alphabet. */
  private static Optional<String> decoded(String base64) {
    try {
      String standard = base64.replace('-', '+').replace('_', '/');
      return Optional.of(new String(Base64.getDecoder().decode(standard), UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static List<ContentBlock> blocks(JsonNode all) {
    var blocks = new ArrayList<ContentBlock>();
    for (JsonNode one : all) {
      blocks.add(
          one.has(REDACTED)
              ? new ContentBlock.RedactedThinking(one.path(REDACTED).asText())
              : new ContentBlock.Thinking(
                  one.path(THINKING).asText(""), one.path(SIGNATURE).asText("")));
    }
    return blocks;
  }
}
