package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.JsonAt;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Effort;
import dev.sluice.protocol.message.Fold;
import dev.sluice.protocol.message.ToolIds;
import dev.sluice.protocol.message.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the items of an input into turns. Made per request. */
final class ItemReader {

  private static final String CALL_ID = "call_id";
  private static final String ID = "id";
  private static final String OUTPUT = "output";
  private static final String ELSEWHERE = "lies in OpenAI's own store; send the items themselves";

  private final Conversation conversation;
  private final ToolReader tools;
  private final PartReader parts;
  private final Losses losses;
  private @Nullable Effort effort;

  ItemReader(Conversation conversation, ToolReader tools, Losses losses) {
    this.conversation = conversation;
    this.tools = tools;
    this.parts = new PartReader(losses);
    this.losses = losses;
  }

  /** The effort from here on, when the input changes it. */
  Optional<Effort> effort() {
    return Optional.ofNullable(effort);
  }

  void input(JsonAt input) throws MalformedRequest, Inexpressible {
    if (input.node().isTextual()) {
      said(Turn.Role.USER, input);
      return;
    }
    if (!input.node().isArray()) {
      throw input.wrong("a string or an array of items");
    }
    for (JsonAt item : input.elements()) {
      item.object();
      item(item, item.optionalText("type").orElse("message"));
    }
  }

  private void item(JsonAt item, String type) throws MalformedRequest, Inexpressible {
    switch (type) {
      case "message" -> message(item);
      case "reasoning" -> reasoning(item);
      case "function_call" -> function(item);
      case "custom_tool_call" ->
          call(item, name(item), Json.object().put(ToolReader.INPUT, item.text(ToolReader.INPUT)));
      case "local_shell_call" -> call(item, "local_shell", action(item, "action"));
      case "shell_call" -> call(item, "shell", action(item, "action"));
      case "apply_patch_call" -> call(item, "apply_patch", action(item, "operation"));
      case "function_call_output", "custom_tool_call_output", "apply_patch_call_output" ->
          output(item, CALL_ID);
      case "local_shell_call_output" ->
          output(item, item.member(CALL_ID).isPresent() ? CALL_ID : ID);
      case "shell_call_output" -> shellOutput(item);
      case "web_search_call" -> searched(item);
      case "mcp_call" -> note("[" + item.text("name") + "] " + item.node().path(OUTPUT).asText());
      case "additional_tools", "tool_search_output" -> tools.read(item.optionalElements("tools"));
      case "configuration_update" -> effort = Efforts.read(item, losses).orElse(effort);
      case "compaction", "item_reference", "compaction_trigger" ->
          throw new Inexpressible(type, ELSEWHERE);
      case "tool_search_call", "mcp_list_tools" -> {}
      default -> losses.degraded("input[" + type + "]", "is not understood by other protocols");
    }
  }

  private void message(JsonAt item) throws MalformedRequest, Inexpressible {
    JsonAt role = item.required("role");
    JsonAt content = item.required("content");
    switch (role.text()) {
      case "user" -> said(Turn.Role.USER, content);
      case "assistant" -> said(Turn.Role.ASSISTANT, content);
      case "system", "developer" -> conversation.instruct(parts.blocks(content));
      default ->
          throw new MalformedRequest(
              role.pointer(),
              role.path()
                  + ": is \""
                  + role.text()
                  + "\"; send user, assistant, system or developer");
    }
  }

  private void said(Turn.Role role, JsonAt content) throws MalformedRequest, Inexpressible {
    parts.blocks(content).forEach(block -> conversation.add(role, block));
  }

  private void reasoning(JsonAt item) throws MalformedRequest {
    String words = words(item.optionalElements("summary"));
    Signed.block(
            words.isEmpty() ? words(item.optionalElements("content")) : words,
            item.optionalText(ID).orElse(""),
            item.optionalText(ReasoningWriter.ENCRYPTED).orElse(""))
        .ifPresent(block -> conversation.add(Turn.Role.ASSISTANT, block));
  }

  private static String words(List<JsonAt> parts) throws MalformedRequest {
    var texts = new ArrayList<String>();
    for (JsonAt part : parts) {
      texts.add(part.text("text"));
    }
    return texts.stream().filter(text -> !text.isEmpty()).collect(Collectors.joining("\n\n"));
  }

  private void function(JsonAt item) throws MalformedRequest {
    call(item, name(item), Fold.object(item.optionalText("arguments").orElse("")));
  }

  private static String name(JsonAt item) throws MalformedRequest {
    return FlatName.of(item.optionalText("namespace").orElse(""), item.text("name"));
  }

  private void call(JsonAt item, String name, ObjectNode input) throws MalformedRequest {
    conversation.add(
        Turn.Role.ASSISTANT, new ContentBlock.ToolUse(callId(item, CALL_ID), name, input));
  }

  private static String callId(JsonAt item, String member) throws MalformedRequest {
    JsonAt id = item.required(member);
    if (id.text().isEmpty()) {
      throw new MalformedRequest(
          id.pointer(), id.path() + ": is empty; send the id that the call came with");
    }
    return ToolIds.legal(id.text());
  }

  private static ObjectNode action(JsonAt item, String member) throws MalformedRequest {
    ObjectNode input = item.required(member).object().deepCopy();
    if (input.path("type").asText().equals("exec")) {
      input.remove("type");
    }
    return input;
  }

  private void output(JsonAt item, String member) throws MalformedRequest, Inexpressible {
    var output = item.member(OUTPUT);
    boolean failed = item.node().path("status").asText().equals("failed");
    result(item, member, output.isPresent() ? parts.blocks(output.get()) : List.of(), failed);
  }

  private void result(JsonAt item, String member, List<ContentBlock> content, boolean failed)
      throws MalformedRequest {
    conversation.add(
        Turn.Role.USER, new ContentBlock.ToolResult(callId(item, member), content, failed));
  }

  private void shellOutput(JsonAt item) throws MalformedRequest {
    var lines = new ArrayList<String>();
    for (JsonAt output : item.optionalElements(OUTPUT)) {
      JsonNode outcome = output.node().path("outcome");
      lines.add(output.node().path("stdout").asText());
      lines.add(output.node().path("stderr").asText());
      lines.add(
          outcome.path("type").asText().equals("timeout")
              ? "(timed out)"
              : "(exit code " + outcome.path("exit_code").asText("unknown") + ")");
    }
    String text = lines.stream().filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    result(item, CALL_ID, text.isBlank() ? List.of() : List.of(new ContentBlock.Text(text)), false);
  }

  private void searched(JsonAt item) {
    String query = item.node().path("action").path("query").asText();
    note("[web_search" + (query.isEmpty() ? "" : ": " + query) + "]");
  }

  private void note(String text) {
    conversation.add(Turn.Role.ASSISTANT, new ContentBlock.Text(text));
  }
}
