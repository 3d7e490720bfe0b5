package dev.sluice.protocol.anthropic;

import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Envelope;
import dev.sluice.protocol.message.Turn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Turns as Anthropic takes them: user and assistant by turns, the user first, every call answered
 * at the very beginning of the turn after it.
 */
final class Conversation {

  private static final String GO_ON = "(continue)";

  private final List<Turn> given;
  private final ClaudeModel model;
  private final Losses losses;
  private final List<Turn> turns = new ArrayList<>();

  Conversation(List<Turn> given, ClaudeModel model, Losses losses) {
    this.given = given;
    this.model = model;
    this.losses = losses;
  }

  List<Turn> turns() {
    given.forEach(this::add);
    if (turns.isEmpty() || turns.getFirst().role() == Turn.Role.ASSISTANT) {
      turns.addFirst(words(Turn.Role.USER, GO_ON));
    }
    for (int at = 0; at < turns.size(); at++) {
      answerCalls(at);
    }
    boolean open = turns.getLast().role() == Turn.Role.ASSISTANT;
    if (open && model.refusesPrefill()) {
      losses.degraded(Part.PREFILL, "became a finished turn: the model does not go on from one");
      turns.add(words(Turn.Role.USER, GO_ON));
    }
    return turns;
  }

  private void add(Turn turn) {
    boolean amid = turn.role() == Turn.Role.SYSTEM;
    List<ContentBlock> content =
        turn.content().stream()
            .flatMap(block -> kept(block).stream())
            .map(block -> amid ? reminder(block) : block)
            .toList();
    if (content.isEmpty()) {
      return;
    }
    if (amid) {
      losses.degraded(Part.MID_CONVERSATION_SYSTEM, "became a reminder in the user's turn");
    }
    Turn.Role role = amid ? Turn.Role.USER : turn.role();
    if (!turns.isEmpty() && turns.getLast().role() == role) {
      Turn before = turns.removeLast();
      content = Stream.concat(before.content().stream(), content.stream()).toList();
    }
    turns.add(Turn.of(role, content));
  }

  private List<ContentBlock> kept(ContentBlock block) {
    if (block instanceof ContentBlock.Text text && text.text().isBlank()) {
      return List.of();
    }
    if (block instanceof ContentBlock.Thinking(_, var signature)
        && (signature.isEmpty() || Envelope.is(signature))) {
      losses.degraded(Part.THINKING_FOREIGN, "left out");
      return List.of();
    }
    if (block instanceof ContentBlock.RedactedThinking(var data) && Envelope.is(data)) {
      losses.degraded(Part.REDACTED_THINKING, "of another provider left out");
      return List.of();
    }
    return List.of(block);
  }

  private static ContentBlock reminder(ContentBlock block) {
    return block instanceof ContentBlock.Text text
        ? new ContentBlock.Text("<system-reminder>\n" + text.text() + "\n</system-reminder>")
        : block;
  }

  /* Anthropic refuses a call without its result, and a result without its call. */
  private void answerCalls(int at) {
    Turn turn = turns.get(at);
    if (turn.role() == Turn.Role.ASSISTANT) {
      if (!calls(turn).isEmpty() && at + 1 == turns.size()) {
        turns.add(Turn.of(Turn.Role.USER));
      }
      return;
    }
    Set<String> open = at == 0 ? new LinkedHashSet<>() : calls(turns.get(at - 1));
    var results = new ArrayList<ContentBlock>();
    var others = new ArrayList<ContentBlock>();
    for (ContentBlock block : turn.content()) {
      if (!(block instanceof ContentBlock.ToolResult result)) {
        others.add(block);
      } else if (open.remove(result.toolUseId())) {
        results.add(result);
      } else {
        others.addAll(result.content());
      }
    }
    open.forEach(id -> results.add(unanswered(id)));
    results.addAll(others);
    turns.set(at, Turn.of(Turn.Role.USER, results));
  }

  private static ContentBlock unanswered(String id) {
    return new ContentBlock.ToolResult(id, List.of(new ContentBlock.Text("(no output)")), true);
  }

  private static Set<String> calls(Turn turn) {
    var ids = new LinkedHashSet<String>();
    for (ContentBlock block : turn.content()) {
      if (block instanceof ContentBlock.ToolUse call) {
        ids.add(call.id());
      }
    }
    return ids;
  }

  private static Turn words(Turn.Role role, String text) {
    return Turn.of(role, new ContentBlock.Text(text));
  }
}
