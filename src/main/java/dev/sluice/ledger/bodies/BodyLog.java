package dev.sluice.ledger.bodies;

import dev.sluice.config.BodyLogs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * Takes copies from exchanges without ever waiting: what there is no room for is dropped and
 * counted. Outlives the verticle that empties it.
 */
public final class BodyLog {

  /** The most bytes of copies, of running exchanges and of those that wait for the store. */
  public static final long MOST_HELD = 16L << 20;

  /** A copy that has ended. */
  record Ended(String id, Side side, Instant time, Transcript said) {}

  private final BodyLogs wanted;
  private final Room room;
  private final Queue<Ended> queue = new ConcurrentLinkedQueue<>();
  private final LongAdder dropped = new LongAdder();

  public BodyLog(BodyLogs wanted) {
    this(wanted, MOST_HELD);
  }

  BodyLog(BodyLogs wanted, long mostHeld) {
    this.wanted = wanted;
    this.room = new Room(mostHeld);
  }

  /** Of a new exchange; nothing is made when nothing is wanted. */
  public Copies copies(String id) {
    return wanted.equals(BodyLogs.NONE)
        ? Copies.NONE
        : new Copies(this, id, transcript(Side.RESPONSE));
  }

  private Transcript transcript(Side side) {
    return side.wanted(wanted) ? Transcript.in(room) : Transcript.NONE;
  }

  /** What is here whole. */
  void keep(String id, Side side, Instant time, byte[] bytes) {
    Transcript said = transcript(side);
    said.add(bytes);
    offer(id, side, time, said);
  }

  void offer(String id, Side side, Instant time, Transcript said) {
    if (said.lost()) {
      dropped.increment();
    } else if (!said.isEmpty()) {
      queue.add(new Ended(id, side, time, said));
    }
  }

  List<Ended> take(int most) {
    List<Ended> taken = new ArrayList<>();
    while (taken.size() < most) {
      Ended next = queue.poll();
      if (next == null) {
        break;
      }
      taken.add(next);
    }
    return taken;
  }

  /** The store did not take them, and nobody will try again. */
  void dropped(int count) {
    dropped.add(count);
  }

  /** Bodies that were to be kept and are not, since the start. */
  public long dropped() {
    return dropped.sum();
  }

  long held() {
    return room.held();
  }
}
