package dev.sluice.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What the store has yet to take. While it is away, what comes beyond the bound and is in no
 * journal is forgotten, and counted. Outlives the verticle that works it off.
 */
public final class Backlog {

  /** About 50 MB of records at their usual size. */
  public static final int CAPACITY = 50_000;

  private final int capacity;
  private final Deque<RequestRecord> waiting = new ArrayDeque<>();
  private long dropped;

  public Backlog() {
    this(CAPACITY);
  }

  Backlog(int capacity) {
    this.capacity = capacity;
  }

  synchronized void add(List<RequestRecord> records) {
    for (RequestRecord record : records) {
      if (waiting.size() < capacity || record.place().journaled()) {
        waiting.addLast(record);
      } else {
        dropped++;
      }
    }
  }

  /** Takes the oldest out. */
  synchronized List<RequestRecord> poll(int most) {
    List<RequestRecord> taken = new ArrayList<>();
    while (taken.size() < most && !waiting.isEmpty()) {
      taken.add(waiting.removeFirst());
    }
    return taken;
  }

  /** Puts back what the store did not take. */
  synchronized void putBack(List<RequestRecord> records) {
    records.reversed().forEach(waiting::addFirst);
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  public synchronized int size() {
    return waiting.size();
  }

  /** Records forgotten since the start. */
  public synchronized long dropped() {
    return dropped;
  }
}
