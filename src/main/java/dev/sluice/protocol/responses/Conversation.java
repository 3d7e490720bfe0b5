package dev.sluice.protocol.responses;

import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Turn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The turns that the items of an input make: what follows one another on the same side is one turn.
 * Made per request.
 */
final class Conversation {

  private final Losses losses;
  private final List<ContentBlock> system = new ArrayList<>();
  private final List<Side> sides = new ArrayList<>();

  /** A turn in the making. */
  private record Side(Turn.Role role, List<ContentBlock> content) {}

  Conversation(Losses losses) {
    this.losses = losses;
  }

  List<ContentBlock> system() {
    return system;
  }

  /** An instruction; before anything was said it is one for the whole conversation. */
  void instruct(List<ContentBlock> blocks) {
    if (sides.isEmpty()) {
      system.addAll(blocks);
    } else if (!blocks.isEmpty()) {
      side(Turn.Role.SYSTEM).content().addAll(blocks);
    }
  }

  void add(Turn.Role role, ContentBlock block) {
    side(role).content().add(block);
  }

  private Side side(Turn.Role role) {
    if (sides.isEmpty() || sides.getLast().role() != role) {
      sides.add(new Side(role, new ArrayList<>()));
    }
    return sides.getLast();
  }

  /**
   * Every call is followed by its results at once, in the order of the calls, and before anything
   * else: Anthropic refuses whatever is otherwise.
   */
  List<Turn> turns() {
    Map<String, Deque<ContentBlock.ToolResult>> results = results();
    var turns = new ArrayList<Turn>();
    var due = new ArrayList<ContentBlock>();
    for (Side side : sides) {
      switch (side.role()) {
        case ASSISTANT -> {
          settle(due, turns);
          turns.add(Turn.of(Turn.Role.ASSISTANT, side.content()));
          side.content().forEach(block -> owe(block, results, due));
        }
        case USER -> {
          var content = new ArrayList<>(due);
          due.clear();
          side.content().stream()
              .filter(block -> !(block instanceof ContentBlock.ToolResult))
              .forEach(content::add);
          if (!content.isEmpty()) {
            turns.add(Turn.of(Turn.Role.USER, content));
          }
        }
        case SYSTEM -> {
          settle(due, turns);
          turns.add(Turn.of(Turn.Role.SYSTEM, side.content()));
        }
      }
    }
    settle(due, turns);
    return merged(turns);
  }

  private static void settle(List<ContentBlock> due, List<Turn> turns) {
    if (!due.isEmpty()) {
      turns.add(Turn.of(Turn.Role.USER, due));
      due.clear();
    }
  }

  /** Results by the calls they belong to; those that belong to none become text where they are. */
  private Map<String, Deque<ContentBlock.ToolResult>> results() {
    var called = new HashMap<String, Integer>();
    var results = new HashMap<String, Deque<ContentBlock.ToolResult>>();
    for (Side side : sides) {
      for (int at = 0; at < side.content().size(); at++) {
        ContentBlock block = side.content().get(at);
        if (block instanceof ContentBlock.ToolUse call) {
          called.merge(call.id(), 1, Integer::sum);
        } else if (block instanceof ContentBlock.ToolResult result
            && called.getOrDefault(result.toolUseId(), 0) > 0) {
          called.merge(result.toolUseId(), -1, Integer::sum);
          results.computeIfAbsent(result.toolUseId(), _ -> new ArrayDeque<>()).add(result);
        } else if (block instanceof ContentBlock.ToolResult result) {
          at += orphan(side.content(), at, result) - 1;
        }
      }
    }
    return results;
  }

  private int orphan(List<ContentBlock> content, int at, ContentBlock.ToolResult result) {
    losses.degraded("output of " + result.toolUseId(), "has no call and becomes text");
    content.remove(at);
    content.addAll(at, result.content());
    content.add(at, new ContentBlock.Text("Output of the call " + result.toolUseId() + ":"));
    return result.content().size() + 1;
  }

  private void owe(
      ContentBlock block,
      Map<String, Deque<ContentBlock.ToolResult>> results,
      List<ContentBlock> due) {
    if (block instanceof ContentBlock.ToolUse call) {
      var given = results.getOrDefault(call.id(), new ArrayDeque<>()).poll();
      if (given == null) {
        losses.degraded("call " + call.id(), "has no output; \"(no output)\" is sent as one");
      }
      due.add(
          given == null
              ? new ContentBlock.ToolResult(
                  call.id(), List.of(new ContentBlock.Text("(no output)")), true)
              : given);
    }
  }

  private static List<Turn> merged(List<Turn> turns) {
    var merged = new ArrayList<Turn>();
    for (Turn turn : turns) {
      if (!merged.isEmpty() && merged.getLast().role() == turn.role()) {
        var content = new ArrayList<>(merged.removeLast().content());
        content.addAll(turn.content());
        merged.add(Turn.of(turn.role(), content));
      } else {
        merged.add(turn);
      }
    }
    return merged;
  }
}
