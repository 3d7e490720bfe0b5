package dev.sluice.protocol.chat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.sluice.protocol.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a chunk tells, or a whole answer, which differs from a chunk in the name of a member. It is
 * filled anew from chunk to chunk; a text that was not told is empty.
 */
final class ChatChunk {

  private static final int ANSWER = 0;

  private final ChatUsage usage;
  private final List<CallPiece> calls = new ArrayList<>();
  private String id = "";
  private String model = "";
  private String content = "";
  private String reasoning = "";
  private String reasoningMember = "";
  private String refusal = "";
  private String finish = "";
  private JsonNode details = NullNode.instance;
  private JsonNode parts = NullNode.instance;
  private boolean choices;
  private boolean error;

  ChatChunk(ChatUsage usage) {
    this.usage = usage;
  }

  String id() {
    return id;
  }

  String model() {
    return model;
  }

  String content() {
    return content;
  }

  /** The content where it came in parts. */
  JsonNode parts() {
    return parts;
  }

  String reasoning() {
    return reasoning;
  }

  /** The member that the reasoning came in. */
  String reasoningMember() {
    return reasoningMember;
  }

  JsonNode details() {
    return details;
  }

  String refusal() {
    return refusal;
  }

  String finish() {
    return finish;
  }

  List<CallPiece> calls() {
    return calls;
  }

  /** Whether there is an answer at all, be it an empty one. */
  boolean choices() {
    return choices;
  }

  boolean error() {
    return error;
  }

  /** Reads the object that the parser has just begun. */
  void read(JsonParser in) throws IOException {
    clear();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      switch (name) {
        case "id" -> id = text(in);
        case "model" -> model = text(in);
        case "choices" -> choices(in);
        case "usage" -> usage(in, "");
        case "x_groq" -> groq(in);
        case "base_resp" -> error |= copy(in).path("status_code").asInt() != 0;
        case "error" -> error |= !copy(in).isNull();
        case "object", "type" -> error |= text(in).equals("error");
        default -> in.skipChildren();
      }
    }
  }

  private void clear() {
    calls.clear();
    id = "";
    model = "";
    content = "";
    reasoning = "";
    refusal = "";
    finish = "";
    details = NullNode.instance;
    parts = NullNode.instance;
    choices = false;
    error = false;
  }

  private void choices(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      in.skipChildren();
      return;
    }
    while (in.nextToken() != JsonToken.END_ARRAY && in.currentToken() != null) {
      if (in.currentToken() == JsonToken.START_OBJECT && !choices) {
        choice(in);
      } else {
        in.skipChildren();
      }
    }
  }

  private void choice(JsonParser in) throws IOException {
    boolean other = false;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      switch (other ? "" : name) {
        case "index" -> other = in.getValueAsInt(ANSWER) != ANSWER;
        case "delta" -> delta(in, false);
        case "message" -> delta(in, true);
        case "finish_reason" -> finish = text(in);
        case "usage" -> usage(in, "");
        case "error" -> error |= !copy(in).isNull();
        default -> in.skipChildren();
      }
    }
    choices |= !other;
  }

  private void delta(JsonParser in, boolean whole) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      in.skipChildren();
      return;
    }
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      switch (name) {
        case "content" -> content(in);
        case "reasoning_content", "reasoning" -> reasoning(in, name);
        case "reasoning_details" -> details = copy(in);
        case "refusal" -> refusal = text(in);
        case "tool_calls" -> calls(in, whole);
        case "function_call" -> call(in, ANSWER);
        default -> in.skipChildren();
      }
    }
  }

  private void content(JsonParser in) throws IOException {
    if (in.currentToken() == JsonToken.START_ARRAY) {
      parts = copy(in);
    } else {
      content = text(in);
    }
  }

  private void reasoning(JsonParser in, String member) throws IOException {
    String text = text(in);
    if (!text.isEmpty() && reasoning.isEmpty()) {
      reasoning = text;
      reasoningMember = member;
    }
  }

  private void calls(JsonParser in, boolean whole) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      in.skipChildren();
      return;
    }
    int at = 0;
    while (in.nextToken() != JsonToken.END_ARRAY && in.currentToken() != null) {
      call(in, whole ? at++ : CallPiece.UNTOLD);
    }
  }

  private void call(JsonParser in, int index) throws IOException {
    JsonToken token = in.currentToken();
    if (token != JsonToken.START_OBJECT) {
      in.skipChildren();
      return;
    }
    var call = new CallFields(index);
    call.read(in);
    calls.add(call.piece());
  }

  /** The members of a call, which stand on two levels. */
  private static final class CallFields {

    private int index;
    private String id = "";
    private String name = "";
    private String arguments = "";

    CallFields(int index) {
      this.index = index;
    }

    void read(JsonParser in) throws IOException {
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String member = in.currentName();
        in.nextToken();
        switch (member) {
          case "index" -> index = in.getValueAsInt(index);
          case "id" -> id = text(in);
          case "name" -> name = text(in);
          case "arguments", "input" -> arguments = arguments(in);
          case "function", "custom" -> {
            if (in.currentToken() == JsonToken.START_OBJECT) {
              read(in);
            }
          }
          default -> in.skipChildren();
        }
      }
    }

    private static String arguments(JsonParser in) throws IOException {
      return in.currentToken() == JsonToken.START_OBJECT
          ? new String(bytes(in), StandardCharsets.UTF_8)
          : text(in);
    }

    CallPiece piece() {
      return new CallPiece(index, id, name, arguments);
    }
  }

  private void groq(JsonParser in) throws IOException {
    JsonNode own = copy(in);
    take(own.path("usage"), "");
  }

  private void usage(JsonParser in, String path) throws IOException {
    take(copy(in), path);
  }

  private void take(JsonNode figures, String path) {
    figures
        .properties()
        .forEach(figure -> {
          String name = path + figure.getKey();
          if (figure.getValue().isObject()) {
            take(figure.getValue(), name + "/");
          } else if (figure.getValue().canConvertToLong()) {
            usage.take(name, figure.getValue().longValue());
          }
        });
  }

  private static String text(JsonParser in) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_STRING) {
      return in.getText();
    }
    in.skipChildren();
    return "";
  }

  private static JsonNode copy(JsonParser in) throws IOException {
    return Json.tree(bytes(in)).orElse(NullNode.instance);
  }

  private static byte[] bytes(JsonParser in) throws IOException {
    var out = new ByteArrayOutputStream();
    try (JsonGenerator generator = Json.generator(out)) {
      generator.copyCurrentStructure(in);
    }
    return out.toByteArray();
  }
}
