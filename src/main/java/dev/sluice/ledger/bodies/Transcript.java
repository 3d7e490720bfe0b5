package dev.sluice.ledger.bodies;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The beginning of what one side of an exchange says, copied as it passes. Without room for it the
 * whole copy is given up. Lives on one event loop, and after its end on whichever thread has it.
 */
public final class Transcript {

  /** The most that is kept of one body. */
  public static final int LONGEST = 256 * 1024;

  /** Copies nothing. */
  static final Transcript NONE = new Transcript(new Room(0), 0);

  private final Room room;
  private final int longest;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
  private long said;
  private boolean lost;

  private Transcript(Room room, int longest) {
    this.room = room;
    this.longest = longest;
  }

  static Transcript in(Room room) {
    return new Transcript(room, LONGEST);
  }

  /** Gives the very buffer back. */
  public Buffer of(Buffer bytes) {
    if (longest > 0) {
      int most = wanted(bytes.length());
      if (most > 0) {
        kept.writeBytes(bytes.getBytes(0, most));
      }
    }
    return bytes;
  }

  void add(byte[] bytes) {
    if (longest > 0) {
      kept.write(bytes, 0, wanted(bytes.length));
    }
  }

  /* Room is taken before anything is copied. */
  private int wanted(int length) {
    said += length;
    int most = Math.min(length, longest - kept.size());
    if (lost || most == 0) {
      return 0;
    }
    if (!room.take(most)) {
      room.giveBack(kept.size());
      kept.reset();
      lost = true;
      return 0;
    }
    return most;
  }

  /** Whether there was no room for it. */
  boolean lost() {
    return lost;
  }

  boolean isEmpty() {
    return kept.size() == 0;
  }

  /** Bytes of the whole body. */
  long said() {
    return said;
  }

  boolean cut() {
    return said > kept.size();
  }

  String text() {
    return kept.toString(StandardCharsets.UTF_8);
  }

  /** Gives the room back; nothing is left. */
  void forget() {
    room.giveBack(kept.size());
    kept.reset();
  }
}
