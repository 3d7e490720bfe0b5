package dev.sluice.protocol.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.JsonAt;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Fold;
import dev.sluice.protocol.message.RequestDraft;
import dev.sluice.protocol.message.ToolIds;
import dev.sluice.protocol.message.Turn;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the messages of a request. */
final class MessagesReader {

  private static final String ROLES = "system, developer, user, assistant or tool";
  private static final Set<String> KNOWN =
      Set.of(
          "role",
          "content",
          "refusal",
          "tool_calls",
          "function_call",
          "tool_call_id",
          "name",
          "reasoning",
          "reasoning_content",
          "reasoning_details",
          "annotations");

  private final RequestDraft draft;
  private final Losses losses;
  private final PartsReader parts;
  private final Set<String> calls = new HashSet<>();
  private String legacy = "";
  private boolean begun;
  private boolean results;

  MessagesReader(RequestDraft draft, Losses losses) {
    this.draft = draft;
    this.losses = losses;
    this.parts = new PartsReader(losses);
  }

  void read(List<JsonAt> messages) throws MalformedRequest, Inexpressible {
    for (int i = 0; i < messages.size(); i++) {
      JsonAt message = messages.get(i);
      unknown(message.object());
      switch (message.text("role")) {
        case "system", "developer" -> instruction(message);
        case "user" -> user(message);
        case "assistant" -> assistant(message, i);
        case "tool" -> result(message, message.text("tool_call_id"));
        case "function" -> result(message, legacy);
        default ->
            throw Malformed.at(message.required("role"), "is " + message.node().get("role"), ROLES);
      }
    }
    if (!begun) {
      throw Malformed.at(
          new JsonAt("/messages", messages.getFirst().node()),
          "has instructions alone",
          "a message of the role user, too");
    }
  }

  private void unknown(ObjectNode message) {
    message
        .fieldNames()
        .forEachRemaining(name -> {
          if (name.equals("audio")) {
            losses.degraded(
                "messages.audio", "is left out: other protocols know no spoken answers");
          } else if (!KNOWN.contains(name)) {
            losses.degraded("messages." + name, "is not understood by other protocols");
          }
        });
  }

  private void instruction(JsonAt message) throws MalformedRequest, Inexpressible {
    List<ContentBlock> content = parts.content(message);
    if (!begun) {
      content.forEach(draft::system);
    } else if (!content.isEmpty()) {
      draft.turn(Turn.of(Turn.Role.SYSTEM, content));
    }
  }

  private void user(JsonAt message) throws MalformedRequest, Inexpressible {
    begun = true;
    List<ContentBlock> content = parts.content(message);
    if (results) {
      content.forEach(block -> draft.append(Turn.Role.USER, block));
    } else if (!content.isEmpty()) {
      draft.turn(Turn.of(Turn.Role.USER, content));
    }
    results = false;
  }

  private void assistant(JsonAt message, int at) throws MalformedRequest, Inexpressible {
    begun = true;
    results = false;
    calls.clear();
    var content = new java.util.ArrayList<ContentBlock>(ReasoningReader.read(message));
    content.addAll(parts.content(message));
    String refusal = message.optionalText("refusal").orElse("");
    if (!refusal.isEmpty()) {
      content.add(new ContentBlock.Text(refusal));
    }
    for (JsonAt call : message.optionalElements("tool_calls")) {
      content.add(call(call));
    }
    Optional<JsonAt> single = message.member("function_call");
    if (single.isPresent()) {
      legacy = "call_" + at + "_" + single.get().text("name");
      content.add(call(single.get(), legacy));
    }
    if (!content.isEmpty()) {
      draft.turn(Turn.of(Turn.Role.ASSISTANT, content));
    }
  }

  private ContentBlock call(JsonAt call) throws MalformedRequest {
    call.object();
    String id = call.text("id");
    if (call.optionalText("type").orElse("function").equals("custom")) {
      JsonAt custom = call.required("custom");
      ObjectNode input =
          Json.object().put(CustomTools.INPUT, custom.optionalText("input").orElse(""));
      return called(id, custom.text("name"), input);
    }
    return call(call.required("function"), id);
  }

  private ContentBlock call(JsonAt function, String id) throws MalformedRequest {
    return called(
        id, function.text("name"), Fold.object(function.optionalText("arguments").orElse("")));
  }

  private ContentBlock called(String id, String name, ObjectNode input) {
    calls.add(ToolIds.legal(id));
    return new ContentBlock.ToolUse(ToolIds.legal(id), name, input);
  }

  private void result(JsonAt message, String id) throws MalformedRequest, Inexpressible {
    if (!calls.contains(ToolIds.legal(id))) {
      throw Malformed.at(
          message,
          "answers a call that the message of the assistant before it does not make",
          "results right behind the tool_calls that they answer");
    }
    var result = new ContentBlock.ToolResult(ToolIds.legal(id), parts.content(message), false);
    if (results) {
      draft.append(Turn.Role.USER, result);
    } else {
      draft.turn(Turn.of(Turn.Role.USER, result));
    }
    results = true;
  }
}
