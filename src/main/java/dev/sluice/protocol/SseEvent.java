package dev.sluice.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The event that a framer is putting together: its name and its data. It is a view of bytes that
 * belong to others, valid only while it is being handed out.
 */
public final class SseEvent {

  private static final byte[] NOTHING = {};
  private static final int KEPT_BUFFER = 64 << 10;
  private static final byte[][] TYPE_FIRST = {
    "{\"type\":\"".getBytes(StandardCharsets.US_ASCII),
    "{\"type\": \"".getBytes(StandardCharsets.US_ASCII)
  };

  private final RecurringText names = new RecurringText();
  private String name = "";
  private byte[] bytes = NOTHING;
  private int start;
  private int end;
  private boolean data;
  private byte[] own = NOTHING;
  private boolean owned;

  SseEvent() {}

  /** The {@code event:} line; empty when there was none. */
  public String name() {
    return name;
  }

  /** Its name, or the {@code type} with which its data begins; empty when it has neither. */
  public String kind() {
    if (!name.isEmpty()) {
      return name;
    }
    for (byte[] opening : TYPE_FIRST) {
      int from = start + opening.length;
      if (from < end && Arrays.equals(bytes, start, from, opening, 0, opening.length)) {
        int to = ByteSearch.either(bytes, from, end, '"', '\\');
        return to < end && bytes[to] == '"' ? names.of(bytes, from, to) : "";
      }
    }
    return "";
  }

  /** Whether the data is this text. */
  public boolean is(byte[] text) {
    int last = end;
    while (last > start && bytes[last - 1] == ' ') {
      last--;
    }
    return Arrays.equals(bytes, start, last, text, 0, text.length);
  }

  boolean hasData() {
    return data;
  }

  byte[] bytes() {
    return bytes;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  byte[] copy(int most) {
    return Arrays.copyOfRange(bytes, start, Math.min(end, start + most));
  }

  void nameIs(byte[] line, int from, int to) {
    name = names.of(line, from, to);
  }

  /** Adds a line of data, and says how long the data is now. */
  int add(byte[] line, int from, int to) {
    if (!data) {
      data = true;
      bytes = line;
      start = from;
      end = to;
      return to - from;
    }
    keep(1 + to - from);
    own[end++] = '\n';
    System.arraycopy(line, from, own, end, to - from);
    end += to - from;
    return end;
  }

  /** Takes its data out of bytes that are about to change. */
  void keep() {
    if (data) {
      keep(0);
    }
  }

  private void keep(int room) {
    int length = end - start;
    boolean fits = own.length >= length + room;
    if (owned && fits) {
      return;
    }
    byte[] kept = fits ? own : new byte[Math.max(2 * length, length + room)];
    System.arraycopy(bytes, start, kept, 0, length);
    own = kept;
    owned = true;
    bytes = kept;
    start = 0;
    end = length;
  }

  void clear() {
    name = "";
    bytes = NOTHING;
    start = 0;
    end = 0;
    data = false;
    owned = false;
    if (own.length > KEPT_BUFFER) {
      own = NOTHING;
    }
  }
}
