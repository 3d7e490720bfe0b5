package dev.sluice.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Cuts the bytes of a server-sent event stream into events, however the bytes come.
 *
 * <p>A line that lies within one piece is looked at where it is; only what crosses pieces is
 * copied.
 */
public final class SseFramer {

  static final int LONGEST_LINE = 16 << 20;

  private static final int KEPT_BUFFER = 64 << 10;
  private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);

  private final Consumer<SseEvent> sink;
  private final SseEvent event = new SseEvent();
  private byte[] partial = new byte[256];
  private int partialLength;
  private boolean firstLine = true;
  private boolean lineFeedMayFollow;
  private boolean afterBlankLine = true;
  private boolean blind;

  /** A framer that hands each event out while it is valid. */
  public SseFramer(Consumer<SseEvent> sink) {
    this.sink = sink;
  }

  /** Whether the next byte begins a new event, whatever it is. */
  public boolean betweenEvents() {
    return afterBlankLine && partialLength == 0 && !lineFeedMayFollow && !blind;
  }

  /** Whether something was too long to be looked at; nothing is told from then on. */
  public boolean blind() {
    return blind;
  }

  public void feed(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int at = offset;
    if (lineFeedMayFollow && at < end) {
      lineFeedMayFollow = false;
      at += bytes[at] == '\n' ? 1 : 0;
    }
    while (at < end && !blind) {
      int stop = ByteSearch.either(bytes, at, end, '\n', '\r');
      if (stop >= end) {
        break;
      }
      lineEnds(bytes, at, stop);
      at = stop + 1;
      if (bytes[stop] == '\r') {
        lineFeedMayFollow = at == end;
        at += at < end && bytes[at] == '\n' ? 1 : 0;
      }
    }
    event.keep();
    if (at < end && !blind) {
      carry(bytes, at, end);
    }
  }

  /** The event that lacks its blank line when the stream ends. */
  public Optional<SseEvent> rest() {
    if (partialLength > 0) {
      lineEnds(partial, 0, 0);
    }
    return Optional.of(event).filter(SseEvent::hasData);
  }

  private void carry(byte[] bytes, int from, int to) {
    int length = partialLength + to - from;
    if (length > LONGEST_LINE) {
      goBlind();
      return;
    }
    if (length > partial.length) {
      partial = Arrays.copyOf(partial, Math.max(length, 2 * partial.length));
    }
    System.arraycopy(bytes, from, partial, partialLength, to - from);
    partialLength = length;
  }

  private void lineEnds(byte[] bytes, int from, int to) {
    if (partialLength == 0) {
      line(bytes, from, to);
      return;
    }
    carry(bytes, from, to);
    int length = partialLength;
    partialLength = 0;
    line(partial, 0, length);
    if (partial.length > KEPT_BUFFER) {
      event.keep();
      partial = new byte[KEPT_BUFFER];
    }
  }

  private void line(byte[] bytes, int from, int to) {
    int start = from;
    if (firstLine) {
      firstLine = false;
      start += ByteOrderMark.length(bytes, from, to);
    }
    afterBlankLine = start == to;
    if (afterBlankLine) {
      dispatch();
    } else if (isField(DATA, bytes, start, to)) {
      if (event.add(bytes, value(DATA, bytes, start, to), to) > LONGEST_LINE) {
        goBlind();
      }
    } else if (isField(EVENT, bytes, start, to)) {
      event.nameIs(bytes, value(EVENT, bytes, start, to), to);
    }
  }

  private void dispatch() {
    if (event.hasData()) {
      sink.accept(event);
    }
    event.clear();
  }

  private static boolean isField(byte[] name, byte[] bytes, int from, int to) {
    int colon = from + name.length;
    return bytes[from] == name[0]
        && colon <= to
        && Arrays.equals(bytes, from, colon, name, 0, name.length)
        && (colon == to || bytes[colon] == ':');
  }

  private static int value(byte[] name, byte[] bytes, int from, int to) {
    int start = Math.min(to, from + name.length + 1);
    return start < to && bytes[start] == ' ' ? start + 1 : start;
  }

  private void goBlind() {
    blind = true;
    partial = new byte[0];
    partialLength = 0;
    event.clear();
  }
}
