package dev.sluice.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What requests for a model have cost of late: a better guess than the length of a body alone. */
public final class UsualCosts {

  /** Callers may make up names; those beyond this are not learnt. */
  static final int MOST_MODELS = 1_000;

  /* The share of the newest request in the average, as a power of two. */
  private static final int SHIFT = 3;

  private final Map<String, Long> nanos = new ConcurrentHashMap<>();

  /** A request has cost so much. */
  public void saw(String model, long cost) {
    if (nanos.containsKey(model) || nanos.size() < MOST_MODELS) {
      nanos.merge(model, cost, (usual, now) -> usual + ((now - usual) >> SHIFT));
    }
  }

  /** In nano-dollars; 0: nothing is known. */
  public long of(String model) {
    return nanos.getOrDefault(model, 0L);
  }
}
