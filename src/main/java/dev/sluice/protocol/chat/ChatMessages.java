package dev.sluice.protocol.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.ChannelOption;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.convert.UpstreamOptions;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.Turn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes a conversation as messages, the results of calls right behind the calls. */
final class ChatMessages {

  private static final String BETWEEN = "\n\n";
  private static final String BILLING = "x-anthropic-billing-header:";

  private final UpstreamOptions options;
  private final Losses losses;
  private final AssistantMessage assistant;
  private final ToolMessages results;
  private final ArrayNode messages = Json.array();
  private final String system;

  ChatMessages(UpstreamOptions options, Losses losses, AssistantMessage assistant) {
    this.options = options;
    this.losses = losses;
    this.assistant = assistant;
    this.results = new ToolMessages(options, losses);
    this.system = options.is(ChannelOption.DEVELOPER_ROLE) ? "developer" : "system";
  }

  /**
   * @param instruction that the upstream is to follow beside those of the caller; may be empty
   */
  ArrayNode write(MessageRequest request, String instruction) throws Inexpressible {
    var content = new ChatContent(options, losses);
    for (ContentBlock block : request.system()) {
      if (!(block instanceof ContentBlock.Text text && text.text().startsWith(BILLING))) {
        content.block(block);
      }
    }
    content.text(instruction);
    message(system, content);
    List<Turn> turns = joined(request.turns());
    for (int i = 0; i < turns.size(); i++) {
      turn(turns, i);
    }
    return messages;
  }

  private void turn(List<Turn> turns, int at) throws Inexpressible {
    Turn turn = turns.get(at);
    switch (turn.role()) {
      case USER -> user(turn);
      case SYSTEM -> instruction(turn);
      case ASSISTANT -> {
        boolean last = at == turns.size() - 1;
        Optional<ObjectNode> message = assistant.of(turn, last);
        message.ifPresent(messages::add);
        results.answer(calls(turn), behind(turns, at), messages);
      }
    }
  }

  private static List<ContentBlock.ToolUse> calls(Turn turn) {
    return turn.content().stream()
        .filter(ContentBlock.ToolUse.class::isInstance)
        .map(ContentBlock.ToolUse.class::cast)
        .toList();
  }

  /** The turns in which the results of a turn's calls may stand. */
  private static List<Turn> behind(List<Turn> turns, int at) {
    int end = at + 1;
    while (end < turns.size() && turns.get(end).role() != Turn.Role.ASSISTANT) {
      end++;
    }
    return turns.subList(at + 1, end);
  }

  private void user(Turn turn) throws Inexpressible {
    var content = new ChatContent(options, losses);
    for (ContentBlock block : turn.content()) {
      if (block instanceof ContentBlock.ToolResult result) {
        results.rest(result, content);
      }
    }
    for (ContentBlock block : turn.content()) {
      if (!(block instanceof ContentBlock.ToolResult)) {
        content.block(block);
      }
    }
    message("user", content);
  }

  private void instruction(Turn turn) throws Inexpressible {
    var content = new ChatContent(options, losses);
    for (ContentBlock block : turn.content()) {
      content.block(block);
    }
    if (options.is(ChannelOption.MID_CONVERSATION_SYSTEM) || content.isEmpty()) {
      message(system, content);
      return;
    }
    losses.degraded(Part.MID_CONVERSATION_SYSTEM, "becomes a reminder in the user's turn");
    String reminder = "<system-reminder>" + content.json(BETWEEN).asText() + "</system-reminder>";
    message("user", new ChatContent(options, losses).text(reminder));
  }

  private void message(String role, ChatContent content) {
    if (!content.isEmpty()) {
      messages.addObject().put("role", role).set("content", content.json(BETWEEN));
    }
  }

  /* Two turns of the assistant in a row would part calls from their results. */
  private static List<Turn> joined(List<Turn> turns) {
    var joined = new ArrayList<Turn>();
    for (Turn turn : turns) {
      Turn before = joined.isEmpty() ? null : joined.getLast();
      boolean goesOn =
          before != null && turn.role() == Turn.Role.ASSISTANT && before.role() == turn.role();
      if (goesOn) {
        var content = new ArrayList<>(before.content());
        content.addAll(turn.content());
        joined.set(joined.size() - 1, new Turn(turn.role(), content, before.rest()));
      } else {
        joined.add(turn);
      }
    }
    return joined;
  }

  /** The ids of all calls of a request, which tell how many there were. */
  static Set<String> callIds(MessageRequest request) {
    Set<String> ids = new HashSet<>();
    request.turns().forEach(turn -> calls(turn).forEach(call -> ids.add(call.id())));
    return ids;
  }
}
