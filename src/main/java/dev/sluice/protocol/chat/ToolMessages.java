package dev.sluice.protocol.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.convert.ChannelOption;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.UpstreamOptions;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Source;
import dev.sluice.protocol.message.Turn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the results of calls: their text as messages of the role {@code tool}, which know nothing
 * but text, and what else is in them at the beginning of the user's turn.
 */
final class ToolMessages {

  private final UpstreamOptions options;
  private final Losses losses;
  private final Set<ContentBlock.ToolResult> told = new HashSet<>();

  ToolMessages(UpstreamOptions options, Losses losses) {
    this.options = options;
    this.losses = losses;
  }

  /** Answers every call, if need be for the caller. */
  void answer(List<ContentBlock.ToolUse> calls, List<Turn> behind, ArrayNode messages)
      throws Inexpressible {
    for (ContentBlock.ToolUse call : calls) {
      ContentBlock.ToolResult result = null;
      for (Turn turn : behind) {
        for (ContentBlock block : turn.content()) {
          if (block instanceof ContentBlock.ToolResult found
              && found.toolUseId().equals(call.id())
              && result == null) {
            result = found;
          }
        }
      }
      if (result == null && !behind.isEmpty()) {
        losses.degraded("tool_use " + call.id(), "has no tool_result and gets an empty one");
      }
      if (result != null || !behind.isEmpty()) {
        message(call, result == null ? "(no result)" : text(result), result, messages);
      }
      if (result != null) {
        told.add(result);
      }
    }
  }

  private void message(
      ContentBlock.ToolUse call,
      String text,
      ContentBlock.@Nullable ToolResult result,
      ArrayNode messages) {
    ObjectNode message =
        messages
            .addObject()
            .put("role", "tool")
            .put("tool_call_id", CallIdentity.sent(call.id(), options.toolIds()));
    Optional<JsonNode> mark =
        result == null || !CacheMark.known(options) ? Optional.empty() : result.cacheControl();
    if (mark.isEmpty() || text.isEmpty()) {
      message.put("content", text);
    } else {
      ObjectNode part = message.putArray("content").addObject();
      CacheMark.write(part.put("type", "text").put("text", text), mark.get(), options);
    }
  }

  private String text(ContentBlock.ToolResult result) throws Inexpressible {
    var lines = new ArrayList<String>();
    for (ContentBlock block : result.content()) {
      String line = apart(block) ? below(block) : plain(block);
      if (!line.isEmpty()) {
        lines.add(line);
      }
    }
    String text = String.join("\n", lines);
    if (result.error()) {
      return "Error: " + text;
    }
    return text.isEmpty() && !options.is(ChannelOption.EMPTY_TOOL_RESULTS) ? "(empty)" : text;
  }

  private String plain(ContentBlock block) throws Inexpressible {
    return new ChatContent(options, losses).block(block).json("\n").asText();
  }

  private static String below(ContentBlock block) {
    return block instanceof ContentBlock.Image ? "(see image below)" : "(see document below)";
  }

  /** Whether the block cannot be said in the text of a result. */
  private boolean apart(ContentBlock block) {
    return switch (block) {
      case ContentBlock.Image _ -> options.images();
      case ContentBlock.Document document ->
          !(document.source() instanceof Source.PlainText)
              && (options.documents() || !(document.source() instanceof Source.Base64));
      default -> false;
    };
  }

  /** What of a result has not been said yet, for the user's turn. */
  void rest(ContentBlock.ToolResult result, ChatContent content) throws Inexpressible {
    if (!told.contains(result)) {
      losses.degraded(
          "tool_result " + result.toolUseId(), "answers no call before it and becomes text");
      content.text("Result of the call " + result.toolUseId() + ": " + text(result));
    }
    for (ContentBlock block : result.content()) {
      if (apart(block)) {
        String what = block instanceof ContentBlock.Image ? "Image" : "Document";
        content.text(what + " from tool result " + sent(result) + ":").block(block);
      }
    }
  }

  private String sent(ContentBlock.ToolResult result) {
    return CallIdentity.sent(result.toolUseId(), options.toolIds());
  }
}
