package dev.sluice.protocol.chat;

import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Envelope;
import dev.sluice.protocol.message.Spent;
import dev.sluice.protocol.message.StreamEvent;
import java.util.ArrayList;
import java.util.List;

/** Events in words, and the grammar that they obey. */
final class Events {

  private Events() {}

  /** One line per block, and the end. Throws when the sequence is not legal. */
  static List<String> told(List<StreamEvent> events) {
    check(events);
    var lines = new ArrayList<String>();
    var block = new StringBuilder();
    for (StreamEvent event : events) {
      switch (event) {
        case StreamEvent.Started(var id, var model, _) -> lines.add("start " + id + " " + model);
        case StreamEvent.BlockStarted(var head) -> block.append(head(head));
        case StreamEvent.TextPiece(var piece) -> block.append(piece);
        case StreamEvent.ThinkingPiece(var piece) -> block.append(piece);
        case StreamEvent.InputPiece(var piece) -> block.append(piece);
        case StreamEvent.Signature(var signature) ->
            block.append(" <").append(Envelope.read(signature).orElseThrow().payload()).append('>');
        case StreamEvent.BlockEnded _ -> {
          lines.add(block.toString());
          block.setLength(0);
        }
        case StreamEvent.Stopped stopped ->
            lines.add(
                "stop "
                    + stopped.reason().text()
                    + stopped.sequence().map(sequence -> " at " + sequence).orElse("")
                    + spent(stopped.usage()));
        case StreamEvent.Failed(var fault) -> {
          if (!block.isEmpty()) {
            lines.add("open " + block);
          }
          lines.add("failed: " + fault.message());
        }
        case StreamEvent.Citation _, StreamEvent.Done _, StreamEvent.Ping _ -> {}
      }
    }
    return lines;
  }

  private static String head(ContentBlock head) {
    return switch (head) {
      case ContentBlock.ToolUse call -> "call " + call.id() + " " + call.name() + " ";
      default -> head.type() + " ";
    };
  }

  private static String spent(Spent spent) {
    return spent.known()
        ? " in "
            + spent.input()
            + " read "
            + spent.cacheRead()
            + " write "
            + spent.cacheWrite()
            + " out "
            + spent.output()
            + " thought "
            + spent.thinking()
        : "";
  }

  /** Holds a sequence to the grammar of {@link StreamEvent}. */
  static void check(List<StreamEvent> events) {
    boolean started = false;
    boolean open = false;
    boolean stopped = false;
    boolean over = false;
    for (StreamEvent event : events) {
      demand(!over, event);
      switch (event) {
        case StreamEvent.Started _ -> {
          demand(!started, event);
          started = true;
        }
        case StreamEvent.BlockStarted _ -> {
          demand(started && !open && !stopped, event);
          open = true;
        }
        case StreamEvent.TextPiece _,
            StreamEvent.ThinkingPiece _,
            StreamEvent.InputPiece _,
            StreamEvent.Signature _,
            StreamEvent.Citation _ ->
            demand(open, event);
        case StreamEvent.BlockEnded _ -> {
          demand(open, event);
          open = false;
        }
        case StreamEvent.Stopped _ -> {
          demand(started && !open && !stopped, event);
          stopped = true;
        }
        case StreamEvent.Done _ -> {
          demand(stopped, event);
          over = true;
        }
        case StreamEvent.Failed _ -> over = true;
        case StreamEvent.Ping _ -> demand(started, event);
      }
    }
    if (!over) {
      throw new AssertionError("no end: " + events);
    }
  }

  private static void demand(boolean legal, StreamEvent event) {
    if (!legal) {
      throw new AssertionError("out of place: " + event);
    }
  }
}
