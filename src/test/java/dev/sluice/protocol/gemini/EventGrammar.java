package dev.sluice.protocol.gemini;

import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.StreamEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Accepts legal sequences of events alone. */
final class EventGrammar {

  private final List<StreamEvent> events;
  private @Nullable ContentBlock open;
  private boolean started;
  private boolean signed;
  private boolean stopped;
  private boolean over;

  private EventGrammar(List<StreamEvent> events) {
    this.events = events;
  }

  static void check(List<StreamEvent> events) {
    var grammar = new EventGrammar(events);
    events.forEach(grammar::next);
    grammar.demand(grammar.over, "an end");
  }

  private void next(StreamEvent event) {
    demand(!over, "nothing after the end");
    switch (event) {
      case StreamEvent.Started _ -> {
        demand(!started, "one start");
        started = true;
      }
      case StreamEvent.BlockStarted(var head) -> {
        demand(started && open == null && !stopped, "a block between blocks");
        open = head;
        signed = false;
      }
      case StreamEvent.TextPiece(var text) ->
          demand(open instanceof ContentBlock.Text && !text.isEmpty(), "text in a text");
      case StreamEvent.Citation _ -> demand(open instanceof ContentBlock.Text, "cited text");
      case StreamEvent.ThinkingPiece(var text) ->
          demand(
              open instanceof ContentBlock.Thinking && !signed && !text.isEmpty(),
              "thinking before its signature");
      case StreamEvent.Signature _ -> {
        demand(open instanceof ContentBlock.Thinking && !signed, "one signature of thinking");
        signed = true;
      }
      case StreamEvent.InputPiece _ -> demand(open instanceof ContentBlock.ToolUse, "a call");
      case StreamEvent.BlockEnded _ -> {
        demand(open != null, "an open block");
        open = null;
      }
      case StreamEvent.Stopped _ -> {
        demand(started && open == null && !stopped, "one stop, after all blocks");
        stopped = true;
      }
      case StreamEvent.Done _ -> {
        demand(stopped, "done after stopped");
        over = true;
      }
      case StreamEvent.Ping _ -> demand(started, "pings after the start");
      case StreamEvent.Failed _ -> over = true;
    }
  }

  private void demand(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("expected " + what + " in " + events);
    }
  }
}
