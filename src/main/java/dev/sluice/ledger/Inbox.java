package dev.sluice.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Takes records from any thread without ever waiting; full, it forgets what comes and is in no
 * journal. Outlives the verticle that empties it.
 */
public final class Inbox {

  /** A few seconds of more requests than one process serves. */
  public static final int CAPACITY = 50_000;

  private final int capacity;
  private final Queue<RequestRecord> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final LongAdder dropped = new LongAdder();

  public Inbox() {
    this(CAPACITY);
  }

  Inbox(int capacity) {
    this.capacity = capacity;
  }

  public void offer(RequestRecord record) {
    if (size.incrementAndGet() > capacity && !record.place().journaled()) {
      size.decrementAndGet();
      dropped.increment();
      return;
    }
    queue.add(record);
  }

  List<RequestRecord> take(int most) {
    List<RequestRecord> taken = new ArrayList<>();
    while (taken.size() < most) {
      RequestRecord next = queue.poll();
      if (next == null) {
        break;
      }
      size.decrementAndGet();
      taken.add(next);
    }
    return taken;
  }

  /** Records forgotten since the start. */
  public long dropped() {
    return dropped.sum();
  }
}
