package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Fold;
import dev.sluice.protocol.message.WholeText;

/** A call, as the item that the caller's tool is called by. */
final class CallEncoder implements ItemEncoder {

  private static final String STATUS = "status";

  private final CallerTools.Known tool;
  private final ContentBlock.ToolUse call;
  private final ItemFrames items;
  private final ItemFrames.Place place;
  private final StringBuilder told = new StringBuilder();
  private final WholeText characters = new WholeText();

  private CallEncoder(CallerTools.Known tool, ContentBlock.ToolUse call, ItemFrames items) {
    this.tool = tool;
    this.call = call;
    this.items = items;
    this.place = items.place(tool.kind().prefix());
  }

  static CallEncoder of(CallerTools.Known tool, ContentBlock.ToolUse call, ItemFrames items) {
    var encoder = new CallEncoder(tool, call, items);
    items.added(encoder.place, encoder.item("in_progress", ""));
    return encoder;
  }

  @Override
  public void piece(String text) {
    String piece = characters.take(text);
    if (piece.isEmpty()) {
      return;
    }
    told.append(piece);
    if (tool.kind() == CallerTools.Kind.FUNCTION) {
      delta("response.function_call_arguments.delta", piece);
    }
  }

  private void delta(String type, String piece) {
    items.event(type, place, json -> json.writeStringField("delta", piece));
  }

  @Override
  public void end() {
    if (told.isEmpty()) {
      piece(call.input().toString());
    }
    String input = told.toString();
    switch (tool.kind()) {
      case FUNCTION ->
          items.event(
              "response.function_call_arguments.done",
              place,
              json -> {
                json.writeStringField("name", tool.name());
                json.writeStringField("arguments", input);
              });
      case CUSTOM -> {
        delta("response.custom_tool_call_input.delta", free(input));
        items.event(
            "response.custom_tool_call_input.done",
            place,
            json -> json.writeStringField(ToolReader.INPUT, free(input)));
      }
      case LOCAL_SHELL, SHELL, APPLY_PATCH -> {}
    }
    items.done(place, item("completed", input));
  }

  /** The text that was asked for as the one member of an object. */
  private static String free(String input) {
    var text = Fold.object(input).path(ToolReader.INPUT);
    return WholeText.clean(text.isTextual() ? text.textValue() : input);
  }

  private ObjectNode item(String status, String input) {
    var item =
        Json.object()
            .put("id", place.id())
            .put("type", tool.kind().type())
            .put(STATUS, status)
            .put("call_id", call.id());
    switch (tool.kind()) {
      case FUNCTION -> named(item).put("arguments", input);
      case CUSTOM -> named(item).put(ToolReader.INPUT, input.isEmpty() ? "" : free(input));
      case LOCAL_SHELL -> item.set("action", exec(Fold.object(input)));
      case SHELL -> {
        item.set("action", commands(Fold.object(input)));
        item.putNull("environment");
      }
      case APPLY_PATCH -> item.set("operation", Fold.object(input));
    }
    return item;
  }

  private ObjectNode named(ObjectNode item) {
    item.put("name", tool.name());
    return tool.namespace().isEmpty() ? item : item.put("namespace", tool.namespace());
  }

  private static ObjectNode exec(ObjectNode input) {
    var action = Json.object().put("type", "exec");
    action.set("command", input.path("command").isArray() ? input.get("command") : Json.array());
    action.set("env", input.path("env").isObject() ? input.get("env") : Json.object());
    input.properties().stream()
        .filter(member -> !action.has(member.getKey()))
        .forEach(member -> action.set(member.getKey(), member.getValue()));
    return action;
  }

  private static ObjectNode commands(ObjectNode input) {
    var action = Json.object();
    action.set("commands", input.path("commands").isArray() ? input.get("commands") : Json.array());
    for (String name : new String[] {"timeout_ms", "max_output_length"}) {
      if (input.path(name).isIntegralNumber()) {
        action.set(name, input.get(name));
      } else {
        action.putNull(name);
      }
    }
    return action;
  }
}
