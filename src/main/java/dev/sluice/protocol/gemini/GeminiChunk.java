package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One {@code GenerateContentResponse}, read in one pass; a tree is made of what is no text alone.
 * Of several candidates the first counts.
 */
final class GeminiChunk {

  private final GeminiUsage usage;
  private final List<GeminiPart> parts = new ArrayList<>();
  private String id = "";
  private String model = "";
  private String finish = "";
  private String finishMessage = "";
  private String block = "";
  private JsonNode grounding = MissingNode.getInstance();
  private boolean error;

  private GeminiChunk(GeminiUsage usage) {
    this.usage = usage;
  }

  /**
   * @param usage takes the figures
   * @throws IOException when it is not one JSON object
   */
  static GeminiChunk read(JsonParser json, GeminiUsage usage) throws IOException {
    var chunk = new GeminiChunk(usage);
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("no object");
    }
    chunk.members(json, chunk::top);
    if (json.nextToken() != null) {
      throw new IOException("more than an object");
    }
    return chunk;
  }

  List<GeminiPart> parts() {
    return parts;
  }

  String id() {
    return id;
  }

  String model() {
    return model;
  }

  /** Why it ended; empty while it goes on. */
  String finish() {
    return finish;
  }

  String finishMessage() {
    return finishMessage;
  }

  /** Why the prompt was blocked; empty when it was not. */
  String block() {
    return block;
  }

  JsonNode grounding() {
    return grounding;
  }

  boolean error() {
    return error;
  }

  /** What a member means; the parser stands at its value and is left at its end. */
  @FunctionalInterface
  private interface Member {
    void read(String name, JsonParser json) throws IOException;
  }

  /** Reads the object that the parser stands at; anything else is passed over. */
  private void members(JsonParser json, Member member) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      member.read(name, json);
    }
  }

  private void top(String name, JsonParser json) throws IOException {
    switch (name) {
      case "candidates" -> first(json);
      case "usageMetadata" -> members(json, this::figure);
      case "promptFeedback" -> members(json, this::feedback);
      case "responseId" -> id = text(json, id);
      case "modelVersion" -> model = text(json, model);
      case "error" -> {
        error = json.currentToken() != JsonToken.VALUE_NULL;
        json.skipChildren();
      }
      default -> json.skipChildren();
    }
  }

  private void first(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    for (int at = 0; json.nextToken() != JsonToken.END_ARRAY; at++) {
      if (at == 0) {
        members(json, this::candidate);
      } else {
        json.skipChildren();
      }
    }
  }

  private void candidate(String name, JsonParser json) throws IOException {
    switch (name) {
      case "content" -> members(json, this::content);
      case "finishReason" -> {
        String reason = text(json, "");
        finish = reason.equals("FINISH_REASON_UNSPECIFIED") ? "" : reason;
      }
      case "finishMessage" -> finishMessage = text(json, "");
      case "groundingMetadata" -> grounding = json.readValueAsTree();
      default -> json.skipChildren();
    }
  }

  private void content(String name, JsonParser json) throws IOException {
    if (!name.equals("parts") || json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      var part = new PartDraft();
      members(json, part::member);
      parts.add(part.part());
    }
  }

  private void feedback(String name, JsonParser json) throws IOException {
    if (name.equals("blockReason")) {
      String reason = text(json, "");
      block = reason.equals("BLOCK_REASON_UNSPECIFIED") ? "" : reason;
    } else {
      json.skipChildren();
    }
  }

  private void figure(String name, JsonParser json) throws IOException {
    switch (json.currentToken()) {
      case VALUE_NUMBER_INT -> usage.take(name, json.getValueAsLong(-1));
      case VALUE_STRING -> usage.take(name, json.getValueAsLong(-1));
      default -> json.skipChildren();
    }
  }

  private static String text(JsonParser json, String otherwise) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getText();
    }
    json.skipChildren();
    return otherwise;
  }

  /** A part in the making. */
  private static final class PartDraft {

    private final ObjectNode other = Json.object();
    private @Nullable String text;
    private String signature = "";
    private boolean thought;

    void member(String name, JsonParser json) throws IOException {
      switch (name) {
        case "text" -> text = GeminiChunk.text(json, "");
        case "thoughtSignature" -> signature = GeminiChunk.text(json, "");
        case "thought" -> {
          thought = json.currentToken() == JsonToken.VALUE_TRUE;
          json.skipChildren();
        }
        default -> {
          TreeNode value = json.readValueAsTree();
          other.set(name, (JsonNode) value);
        }
      }
    }

    GeminiPart part() {
      return new GeminiPart(text, thought, signature, other);
    }
  }
}
