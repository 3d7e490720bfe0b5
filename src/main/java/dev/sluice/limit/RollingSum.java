package dev.sluice.limit;

import java.time.Duration;

/**
 * A sum over the last span of time, kept in slices. An amount counts until its whole slice is older
 * than the span, so the sum of any span is never told too small.
 */
final class RollingSum {

  private final long sliceMs;
  private final long[] slices;
  private long newest = Long.MIN_VALUE;
  private long sum;

  RollingSum(Duration span, Duration slice) {
    this.sliceMs = slice.toMillis();
    this.slices = new long[(int) (span.toMillis() / sliceMs) + 1];
  }

  void add(long amount, long now) {
    turn(now);
    slices[place(newest)] += amount;
    sum += amount;
  }

  /** Adds what was used at a time that may have passed long ago. */
  void addPast(long amount, long at, long now) {
    turn(now);
    long slice = Math.min(Math.floorDiv(at, sliceMs), newest);
    if (newest - slice < slices.length) {
      slices[place(slice)] += amount;
      sum += amount;
    }
  }

  long sum(long now) {
    turn(now);
    return sum;
  }

  /** How many milliseconds it takes until the sum is below {@code cap} when nothing is added. */
  long untilBelow(long cap, long now) {
    turn(now);
    long rest = sum;
    for (long slice = newest - slices.length + 1; slice <= newest; slice++) {
      rest -= slices[place(slice)];
      if (rest < cap) {
        return Math.max(1, (slice + slices.length) * sliceMs - now);
      }
    }
    return slices.length * sliceMs;
  }

  /* A clock that goes back finds the newest slice still the newest. */
  private void turn(long now) {
    long slice = Math.floorDiv(now, sliceMs);
    if (newest == Long.MIN_VALUE) {
      newest = slice;
    }
    long steps = Math.min(slice - newest, slices.length);
    for (long step = 0; step < steps; step++) {
      newest++;
      sum -= slices[place(newest)];
      slices[place(newest)] = 0;
    }
    if (slice > newest) {
      newest = slice;
    }
  }

  private int place(long slice) {
    return (int) Math.floorMod(slice, (long) slices.length);
  }
}
