package dev.sluice.protocol.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Effort;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.Reasoning;
import dev.sluice.protocol.message.Tool;
import dev.sluice.protocol.message.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Instructions in the middle of a conversation that change the request itself: tools that come and
 * go, another effort, words that hold until the user's next turn. Anthropic alone knows them;
 * elsewhere the request is sent as it stands after all of them.
 */
public final class MidConversation {

  private static final String CONFIG = "output_config";
  private static final String CLEAR = "clear_at";

  private final List<Turn> turns = new ArrayList<>();
  private final Map<String, Tool> tools = new LinkedHashMap<>();
  private Reasoning reasoning;

  private MidConversation(MessageRequest request) {
    this.reasoning = request.reasoning();
    request.tools().forEach(tool -> tools.put(tool.name(), tool));
  }

  /** The request after all of them; the same one when there are none. */
  public static MessageRequest settled(MessageRequest request) {
    if (request.turns().stream().noneMatch(turn -> turn.role() == Turn.Role.SYSTEM)) {
      return request;
    }
    var settled = new MidConversation(request);
    for (int i = 0; i < request.turns().size(); i++) {
      Turn turn = request.turns().get(i);
      if (turn.role() == Turn.Role.SYSTEM) {
        settled.apply(turn, request.turns().subList(i + 1, request.turns().size()));
      } else {
        settled.turns.add(turn);
      }
    }
    return settled.request(request);
  }

  private void apply(Turn turn, List<Turn> after) {
    JsonNode config = turn.rest().get(CONFIG);
    if (config != null) {
      Effort.of(config.path("effort").asText()).ifPresent(this::effort);
    }
    var content = new ArrayList<ContentBlock>();
    for (ContentBlock block : turn.content()) {
      if (block instanceof ContentBlock.Unknown(var type, var json) && changes(type)) {
        tool(type, json.path("tool"));
      } else {
        content.add(block);
      }
    }
    boolean over =
        turn.rest().containsKey(CLEAR)
            && turn.rest().get(CLEAR).asText().equals("next_user_message")
            && after.stream().anyMatch(next -> next.role() == Turn.Role.USER);
    if (!over && !content.isEmpty()) {
      turns.add(new Turn(turn.role(), content, rest(turn)));
    }
  }

  private static boolean changes(String type) {
    return type.equals("tool_addition") || type.equals("tool_removal");
  }

  private void effort(Effort level) {
    reasoning =
        new Reasoning(
            reasoning.mode(), reasoning.budget(), Optional.of(level), reasoning.display());
  }

  private void tool(String type, JsonNode tool) {
    if (type.equals("tool_removal")) {
      tools.remove(tool.path("name").asText(tool.path("tool_name").asText()));
    } else if (tool.path("definition") instanceof ObjectNode definition
        && definition.path("input_schema") instanceof ObjectNode schema) {
      String name = definition.path("name").asText();
      tools.put(name, new Tool.Function(name, definition.path("description").asText(), schema));
    }
  }

  private static Map<String, JsonNode> rest(Turn turn) {
    Map<String, JsonNode> rest = new LinkedHashMap<>(turn.rest());
    rest.remove(CONFIG);
    rest.remove(CLEAR);
    return rest;
  }

  private MessageRequest request(MessageRequest whole) {
    return new MessageRequest(
        whole.model(),
        whole.maxTokens(),
        whole.system(),
        turns,
        List.copyOf(tools.values()),
        whole.toolChoice(),
        whole.oneToolAtATime(),
        whole.sampling(),
        reasoning,
        whole.format(),
        whole.user(),
        whole.conversation(),
        whole.serviceTier(),
        whole.fast(),
        whole.stream(),
        whole.rest());
  }
}
