package dev.sluice.channel;

import dev.sluice.channel.ChannelState.KeyCount;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often a channel and each of its keys were asked, and how often they were at fault. */
final class Counts {

  private final LongAdder requests = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final Map<String, KeyCount> keys = new ConcurrentHashMap<>();

  long requests() {
    return requests.sum();
  }

  long failures() {
    return failures.sum();
  }

  KeyCount of(String keyId) {
    return keys.computeIfAbsent(keyId, _ -> new KeyCount(new LongAdder(), new LongAdder()));
  }

  void granted(String keyId) {
    requests.increment();
    of(keyId).requests().increment();
  }

  void failed(String keyId) {
    failures.increment();
    of(keyId).failures().increment();
  }

  void keysAre(Collection<String> ids) {
    keys.keySet().retainAll(ids);
  }
}
