package dev.sluice.protocol.convert;

import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Spent;
import dev.sluice.protocol.message.StopReason;
import dev.sluice.protocol.message.StreamEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends an answer at a text at which the caller wants it to end, for upstreams that cannot. What may
 * be the beginning of such a text is held back until it is known. Nothing is told after the end,
 * though the upstream may say more. Made per answer.
 */
public final class StopScan implements Consumer<StreamEvent> {

  private final List<String> stops;
  private final Consumer<StreamEvent> sink;
  private final StringBuilder held = new StringBuilder();
  private StreamEvent.@Nullable BlockStarted unopened;
  private boolean inText;
  private boolean over;

  private StopScan(List<String> stops, Consumer<StreamEvent> sink) {
    this.stops = stops;
    this.sink = sink;
  }

  /** The sink itself where nothing is to be looked for. */
  public static Consumer<StreamEvent> before(Consumer<StreamEvent> sink, List<String> stops) {
    return stops.isEmpty() ? sink : new StopScan(stops, sink);
  }

  @Override
  public void accept(StreamEvent event) {
    if (over) {
      return;
    }
    switch (event) {
      case StreamEvent.BlockStarted start when start.head() instanceof ContentBlock.Text -> {
        unopened = start;
        inText = true;
      }
      case StreamEvent.TextPiece(var piece) -> text(piece);
      case StreamEvent.BlockEnded end when inText -> {
        release(held.length());
        open();
        inText = false;
        sink.accept(end);
      }
      case StreamEvent.Citation citation -> {
        open();
        sink.accept(citation);
      }
      case StreamEvent.Started _,
          StreamEvent.BlockStarted _,
          StreamEvent.ThinkingPiece _,
          StreamEvent.Signature _,
          StreamEvent.InputPiece _,
          StreamEvent.BlockEnded _,
          StreamEvent.Stopped _,
          StreamEvent.Done _,
          StreamEvent.Ping _,
          StreamEvent.Failed _ ->
          sink.accept(event);
    }
  }

  private void text(String piece) {
    held.append(piece);
    int first = -1;
    String found = "";
    for (String stop : stops) {
      int at = held.indexOf(stop);
      if (at >= 0 && (first < 0 || at < first)) {
        first = at;
        found = stop;
      }
    }
    if (first < 0) {
      release(held.length() - beginning());
      return;
    }
    release(first);
    end(found);
  }

  /** How much of the end may be the beginning of a stop. */
  private int beginning() {
    int longest = 0;
    for (String stop : stops) {
      int most = Math.min(stop.length() - 1, held.length());
      for (int length = most; length > longest; length--) {
        if (stop.startsWith(held.substring(held.length() - length))) {
          longest = length;
        }
      }
    }
    return longest;
  }

  private void release(int length) {
    if (length > 0) {
      open();
      sink.accept(new StreamEvent.TextPiece(held.substring(0, length)));
      held.delete(0, length);
    }
  }

  private void open() {
    if (unopened != null) {
      sink.accept(unopened);
      unopened = null;
    }
  }

  private void end(String stop) {
    over = true;
    if (unopened == null) {
      sink.accept(new StreamEvent.BlockEnded());
    }
    sink.accept(
        new StreamEvent.Stopped(
            StopReason.STOP_SEQUENCE, Optional.of(stop), Optional.empty(), Spent.UNKNOWN));
    sink.accept(new StreamEvent.Done());
  }
}
