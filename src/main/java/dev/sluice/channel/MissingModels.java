package dev.sluice.channel;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which models an upstream has said not to have, for a while. */
final class MissingModels {

  private static final Duration REMEMBERED = Duration.ofMinutes(5);
  private static final int MOST = 256;

  private final Map<String, Long> until = new ConcurrentHashMap<>();

  boolean has(String model, long now) {
    Long end = until.get(model);
    if (end == null) {
      return false;
    }
    if (end - now > 0) {
      return true;
    }
    until.remove(model, end);
    return false;
  }

  void add(String model, long now) {
    if (until.size() >= MOST) {
      until.values().removeIf(end -> end - now <= 0);
    }
    if (until.size() < MOST) {
      until.put(model, now + REMEMBERED.toNanos());
    }
  }
}
