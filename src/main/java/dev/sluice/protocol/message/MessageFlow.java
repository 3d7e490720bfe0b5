package dev.sluice.protocol.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Json;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes legal sequences of {@link StreamEvent}s out of what decoders of looser protocols find, in
 * whatever order they find it. Made per answer, used by one thread.
 *
 * <p>Halves of characters are put together, however they come. White space with which a text begins
 * is held back until something follows it, and forgotten when nothing does: a block of white space
 * alone is refused by Anthropic when it is sent back.
 */
public final class MessageFlow {

  private enum Open {
    NOTHING,
    TEXT,
    THINKING,
    CALL
  }

  private final Consumer<StreamEvent> sink;
  private final StringBuilder blank = new StringBuilder();
  private Open open = Open.NOTHING;
  private @Nullable String signature;
  private boolean started;
  private boolean called;
  private boolean content;
  private boolean over;

  public MessageFlow(Consumer<StreamEvent> sink) {
    this.sink = new WholeCharacters(sink);
  }

  public boolean started() {
    return started;
  }

  /** Whether a tool of the caller's was called. */
  public boolean called() {
    return called;
  }

  /** Whether any block was opened. */
  public boolean content() {
    return content;
  }

  /** Whether a call is open: it has not all of its input yet. */
  public boolean callOpen() {
    return open == Open.CALL;
  }

  /** Nothing that comes after is told. */
  public boolean over() {
    return over;
  }

  /** Once; later calls say nothing. */
  public void start(String id, String model, Spent usage) {
    if (!started && !over) {
      started = true;
      sink.accept(new StreamEvent.Started(id, model, usage));
    }
  }

  public void text(String piece) {
    if (piece.isEmpty() || over) {
      return;
    }
    if (open != Open.TEXT) {
      blank.append(piece);
      if (blank.toString().isBlank()) {
        return;
      }
      String held = blank.toString();
      open(Open.TEXT, new ContentBlock.Text(""));
      sink.accept(new StreamEvent.TextPiece(held));
      return;
    }
    sink.accept(new StreamEvent.TextPiece(piece));
  }

  /** A citation of the text that is open; without one it has nothing to stand on. */
  public void citation(JsonNode citation) {
    if (open == Open.TEXT && !over) {
      sink.accept(new StreamEvent.Citation(citation));
    }
  }

  public void thinking(String piece) {
    if (piece.isEmpty() || over) {
      return;
    }
    openThinking();
    sink.accept(new StreamEvent.ThinkingPiece(piece));
  }

  /** Opens a block of thinking if none is open. */
  public void openThinking() {
    if (open != Open.THINKING && !over) {
      open(Open.THINKING, new ContentBlock.Thinking("", ""));
    }
  }

  public boolean thinkingOpen() {
    return open == Open.THINKING;
  }

  /** The signature with which the open thinking is closed; the last one counts. */
  public void signature(String text) {
    if (open == Open.THINKING) {
      signature = text;
    }
  }

  public void call(String id, String name) {
    if (!over) {
      called = true;
      open(Open.CALL, new ContentBlock.ToolUse(id, name, Json.object()));
    }
  }

  /** Part of the input of the open call. */
  public void input(String json) {
    if (open == Open.CALL && !json.isEmpty() && !over) {
      sink.accept(new StreamEvent.InputPiece(json));
    }
  }

  /** A block that comes whole. */
  public void whole(ContentBlock block) {
    if (!over) {
      close();
      content = true;
      sink.accept(new StreamEvent.BlockStarted(block));
      sink.accept(new StreamEvent.BlockEnded());
    }
  }

  /** Ends the block that is open, if one is. */
  public void close() {
    blank.setLength(0);
    if (open == Open.NOTHING || over) {
      return;
    }
    if (open == Open.THINKING && signature != null) {
      sink.accept(new StreamEvent.Signature(signature));
    }
    signature = null;
    open = Open.NOTHING;
    sink.accept(new StreamEvent.BlockEnded());
  }

  public void ping() {
    if (started && !over) {
      sink.accept(new StreamEvent.Ping());
    }
  }

  public void finish(StopReason reason, Spent usage) {
    finish(new StreamEvent.Stopped(reason, Optional.empty(), Optional.empty(), usage));
  }

  /** The end; a reason that the blocks contradict is put right. */
  public void finish(StreamEvent.Stopped stopped) {
    if (over) {
      return;
    }
    start("", "", stopped.usage());
    close();
    sink.accept(
        new StreamEvent.Stopped(
            stopped.reason().given(called),
            stopped.sequence(),
            stopped.details(),
            stopped.usage()));
    sink.accept(new StreamEvent.Done());
    over = true;
  }

  /** The end of what went wrong; an open block stays open. */
  public void fail(Fault fault) {
    if (!over) {
      over = true;
      sink.accept(new StreamEvent.Failed(fault));
    }
  }

  private void open(Open what, ContentBlock head) {
    close();
    open = what;
    content = true;
    sink.accept(new StreamEvent.BlockStarted(head));
  }
}
