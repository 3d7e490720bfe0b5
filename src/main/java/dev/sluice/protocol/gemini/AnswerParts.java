package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.Telling;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Source;
import dev.sluice.protocol.message.Spent;
import dev.sluice.protocol.message.StreamEvent;
import java.util.List;
import java.util.Optional;

/** The pieces of which an answer is made, whole or streamed. */
final class AnswerParts {

  static final String SIGNATURE = "thoughtSignature";

  private AnswerParts() {}

  static ObjectNode text(String text) {
    return Json.object().put("text", text);
  }

  /** A part that shows nothing and carries a signature. */
  static ObjectNode silent(String signature) {
    return text("").put("thought", true).put(SIGNATURE, signature);
  }

  static ObjectNode call(String id, String name, ObjectNode args) {
    var part = Json.object();
    part.putObject("functionCall").put("id", id).put("name", name).set("args", args);
    return part;
  }

  /** Empty for what lies elsewhere. */
  static Optional<ObjectNode> image(ContentBlock.Image image) {
    if (!(image.source() instanceof Source.Base64(var type, var data))) {
      return Optional.empty();
    }
    var part = Json.object();
    part.putObject("inlineData").put("mimeType", type).put("data", data);
    return Optional.of(part);
  }

  /**
   * @param citations of pages, as Anthropic spells them
   */
  static ObjectNode candidate(
      List<ObjectNode> parts, StreamEvent.Stopped stopped, List<JsonNode> citations) {
    var candidate = Json.object();
    var content = candidate.putObject("content").put("role", "model");
    if (!parts.isEmpty()) {
      content.putArray("parts").addAll(parts);
    }
    String category =
        stopped.details().map(details -> details.path("category").asText("")).orElse("");
    candidate.put("finishReason", FinishReason.of(stopped.reason(), category));
    stopped
        .details()
        .map(details -> details.path("explanation"))
        .filter(JsonNode::isTextual)
        .ifPresent(why -> candidate.set("finishMessage", why));
    candidate.put("index", 0);
    grounding(citations).ifPresent(found -> candidate.set("groundingMetadata", found));
    return candidate;
  }

  private static Optional<ObjectNode> grounding(List<JsonNode> citations) {
    List<JsonNode> pages =
        citations.stream().filter(each -> each.path("url").isTextual()).distinct().toList();
    if (pages.isEmpty()) {
      return Optional.empty();
    }
    var metadata = Json.object();
    var chunks = metadata.putArray("groundingChunks");
    for (JsonNode page : pages) {
      chunks
          .addObject()
          .putObject("web")
          .put("uri", page.path("url").asText())
          .put("title", page.path("title").asText(""));
    }
    return Optional.of(metadata);
  }

  static ObjectNode response(ObjectNode candidate, Spent spent, Telling telling, String id) {
    var response = Json.object();
    response.putArray("candidates").add(candidate);
    if (spent.known()) {
      response.set("usageMetadata", usage(spent));
    }
    return response.put("modelVersion", telling.model()).put("responseId", id);
  }

  private static ObjectNode usage(Spent spent) {
    var usage = Json.object().put("promptTokenCount", spent.prompt());
    if (spent.cacheRead() > 0) {
      usage.put("cachedContentTokenCount", spent.cacheRead());
    }
    long thoughts = Math.min(spent.thinking(), spent.output());
    usage.put("candidatesTokenCount", spent.output() - thoughts);
    if (thoughts > 0) {
      usage.put("thoughtsTokenCount", thoughts);
    }
    return usage.put("totalTokenCount", spent.prompt() + spent.output());
  }
}
