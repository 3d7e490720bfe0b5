package dev.sluice.protocol.chat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.Telling;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Message;
import dev.sluice.protocol.message.ToolIds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/** Writes a whole answer. */
final class ChatCompletion {

  private final Set<String> custom;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final ArrayNode details = Json.array();
  private final ArrayNode calls = Json.array();
  private final UrlCitations citations = new UrlCitations();

  ChatCompletion(Set<String> custom) {
    this.custom = custom;
  }

  /** The id of an answer: the upstream's, or one made from the request's. */
  static String id(String upstream, Telling telling) {
    String bare = upstream.startsWith("msg_") ? upstream.substring("msg_".length()) : upstream;
    return "chatcmpl-" + (bare.isEmpty() ? telling.requestId() : bare);
  }

  byte[] write(Message answer, Telling telling) {
    answer.content().forEach(this::block);
    var out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeStringField("id", id(answer.id(), telling));
      json.writeStringField("object", "chat.completion");
      json.writeNumberField("created", telling.epochSecond());
      json.writeStringField("model", telling.model());
      json.writeArrayFieldStart("choices");
      json.writeStartObject();
      json.writeNumberField("index", 0);
      json.writeFieldName("message");
      json.writeRawValue(message(answer).toString());
      json.writeStringField("finish_reason", ChatAnswerUsage.finish(answer.stopReason()));
      json.writeNullField("logprobs");
      json.writeEndObject();
      json.writeEndArray();
      ChatAnswerUsage.write(json, answer.usage());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private ObjectNode message(Message answer) {
    ObjectNode message = Json.object().put("role", "assistant");
    boolean silent = text.isEmpty() && (!calls.isEmpty() || refused(answer));
    message.put("content", silent ? null : text.toString());
    message.put(
        "refusal", ChatAnswerUsage.refusal(answer.stopReason(), answer.stopDetails()).orElse(null));
    if (!reasoning.isEmpty()) {
      message.put("reasoning_content", reasoning.toString());
    }
    if (!details.isEmpty()) {
      message.set("reasoning_details", details);
    }
    if (!citations.isEmpty()) {
      message.set("annotations", citations.json());
    }
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
    }
    return message;
  }

  private static boolean refused(Message answer) {
    return ChatAnswerUsage.refusal(answer.stopReason(), answer.stopDetails()).isPresent();
  }

  private void block(ContentBlock block) {
    switch (block) {
      case ContentBlock.Text(var said, var cited, _, _) -> {
        int start = text.length();
        text.append(said);
        cited.forEach(citation -> citations.add(citation, start, text.length()));
      }
      case ContentBlock.Thinking(var thought, var signature) -> {
        reasoning.append(thought);
        if (!signature.isEmpty()) {
          details.add(ChatReasoningDetails.signed(signature, thought.length(), details.size()));
        }
      }
      case ContentBlock.RedactedThinking(var data) ->
          details.add(ChatReasoningDetails.redacted(data, details.size()));
      case ContentBlock.ToolUse call -> calls.add(call(call));
      case ContentBlock.Image _,
          ContentBlock.Document _,
          ContentBlock.SearchResult _,
          ContentBlock.ToolResult _,
          ContentBlock.ToolReference _,
          ContentBlock.ServerToolUse _,
          ContentBlock.ServerToolResult _,
          ContentBlock.Compaction _,
          ContentBlock.Unknown _ -> {
        // Chat has no words for it
      }
    }
  }

  private ObjectNode call(ContentBlock.ToolUse call) {
    boolean plain = custom.contains(call.name());
    String type = plain ? "custom" : "function";
    String arguments = AssistantMessage.arguments(call.input());
    ObjectNode json = Json.object().put("id", ToolIds.original(call.id())).put("type", type);
    json.putObject(type)
        .put("name", call.name())
        .put(plain ? "input" : "arguments", plain ? CustomTools.text(arguments) : arguments);
    return json;
  }
}
