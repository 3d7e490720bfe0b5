package dev.sluice.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** What is held for one request until its end is known; it ends once, whatever ends it first. */
public final class Reservation {

  private final Limiter limiter;
  private final List<Cell> cells;
  private final Ask ask;
  private final AtomicReference<State> state = new AtomicReference<>(State.HELD);
  private volatile Instant renewed;

  private enum State {
    HELD,
    /** Nothing is held any more, but what was used may still be told. */
    GIVEN_UP,
    CLOSED
  }

  Reservation(Limiter limiter, List<Cell> cells, Ask ask, Instant now) {
    this.limiter = limiter;
    this.cells = List.copyOf(cells);
    this.ask = ask;
    this.renewed = now;
  }

  /** The request goes on; one that says so no more is lost, and its reservation is swept. */
  public void renew(Instant now) {
    renewed = now;
  }

  /** The request has ended and has used so much. Late or repeated calls change nothing. */
  public void settle(long tokens, long nanos, Instant now) {
    switch (state.getAndSet(State.CLOSED)) {
      case HELD -> limiter.close(this, Math.max(0, tokens), Math.max(0, nanos), now);
      case GIVEN_UP -> limiter.charge(this, Math.max(0, tokens), Math.max(0, nanos), now);
      case CLOSED -> {}
    }
  }

  /** Nothing was heard of the request for too long. */
  void giveUp(Instant now) {
    if (state.compareAndSet(State.HELD, State.GIVEN_UP)) {
      limiter.close(this, 0, 0, now);
    }
  }

  /** The request has ended and nobody knows what it has used. */
  public void settleAsEstimated(Instant now) {
    settle(ask.tokens(), ask.nanos(), now);
  }

  /** The request has ended and nobody charges for it. */
  public void release(Instant now) {
    settle(0, 0, now);
  }

  public Ask ask() {
    return ask;
  }

  List<Cell> cells() {
    return cells;
  }

  boolean lost(Instant now, Duration patience) {
    return renewed.plus(patience).isBefore(now);
  }
}
