package dev.sluice.protocol.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.convert.Target;
import dev.sluice.protocol.convert.UpstreamOptions;
import dev.sluice.protocol.convert.UpstreamOptions.ReasoningHistory;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Envelope;
import dev.sluice.protocol.message.ToolNames;
import dev.sluice.protocol.message.Turn;
import java.util.Optional;

/** Writes what the model said before. */
final class AssistantMessage {

  private final Target target;
  private final UpstreamOptions options;
  private final ToolNames names;
  private final Losses losses;

  AssistantMessage(Target target, ToolNames names, Losses losses) {
    this.target = target;
    this.options = target.options();
    this.names = names;
    this.losses = losses;
  }

  /**
   * @param last whether nothing comes after it: the model is to go on with it
   */
  Optional<ObjectNode> of(Turn turn, boolean last) throws Inexpressible {
    var content = new ChatContent(options, losses);
    var thinking = new ThinkingBack(options.reasoningHistory());
    var calls = Json.array();
    for (ContentBlock block : turn.content()) {
      switch (block) {
        case ContentBlock.ToolUse call -> calls.add(call(call));
        case ContentBlock.Thinking thought -> think(thought, thinking);
        case ContentBlock.RedactedThinking _ ->
            losses.degraded(Part.REDACTED_THINKING, "is left out: its maker alone can read it");
        default -> content.block(block);
      }
    }
    if (content.isEmpty() && calls.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode message = Json.object().put("role", "assistant");
    JsonNode text = content.isEmpty() ? message.nullNode() : content.json("");
    message.set("content", text);
    thinking.write(message, !calls.isEmpty());
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
    } else if (last) {
      prefill(message);
    }
    return Optional.of(message);
  }

  private ObjectNode call(ContentBlock.ToolUse call) {
    ObjectNode json =
        Json.object()
            .put("id", CallIdentity.sent(call.id(), options.toolIds()))
            .put("type", "function");
    json.putObject("function")
        .put("name", names.sent(call.name()))
        .put("arguments", arguments(call.input()));
    return json;
  }

  /* What was no JSON when it came goes back as it was. */
  static String arguments(ObjectNode input) {
    JsonNode raw = input.path("_raw");
    return raw.isTextual() && input.size() == 1 ? raw.textValue() : input.toString();
  }

  private void think(ContentBlock.Thinking block, ThinkingBack back) {
    Optional<Envelope> own =
        Envelope.read(block.signature())
            .filter(envelope -> envelope.concerns(Protocol.OPENAI_CHAT, target.channel()));
    if (options.reasoningHistory() == ReasoningHistory.REQUIRED
        || own.isPresent() && options.reasoningHistory() == ReasoningHistory.OWN) {
      back.add(block.thinking(), own.map(Envelope::payload).orElseGet(Json::object));
    } else if (own.isPresent()) {
      losses.degraded(Part.THINKING_OWN, "is left out: this upstream does not take it back");
    } else {
      losses.degraded(part(block), "is left out: this upstream cannot make use of it");
    }
  }

  private static Part part(ContentBlock.Thinking block) {
    boolean genuine = !block.signature().isEmpty() && !Envelope.is(block.signature());
    return genuine ? Part.THINKING_GENUINE : Part.THINKING_FOREIGN;
  }

  private void prefill(ObjectNode message) {
    switch (options.prefill()) {
      case NONE ->
          losses.degraded(Part.PREFILL, "is not gone on with: the model begins a new answer");
      case PREFIX -> message.put("prefix", true);
      case PARTIAL -> message.put("partial", true);
    }
  }
}
