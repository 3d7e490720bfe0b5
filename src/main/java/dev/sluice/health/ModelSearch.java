package dev.sluice.health;

import dev.sluice.channel.Channel;
import dev.sluice.channel.ChannelKey;
import dev.sluice.protocol.ModelPage;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Finds out which models an upstream has for a key, without insisting. */
final class ModelSearch {

  private final Probe probe;
  private final Supplier<Duration> patience;

  /**
   * @param patience how long the whole list may take
   */
  ModelSearch(Probe probe, Supplier<Duration> patience) {
    this.probe = probe;
    this.patience = patience;
  }

  /** Never fails; empty when the upstream told of no list in time. */
  Future<Optional<Offered>> of(Channel channel, ChannelKey key) {
    long deadline = System.nanoTime() + patience.get().toNanos();
    return probe
        .run(channel, key, patience.get())
        .compose(seen ->
            seen.models()
                .map(first -> all(channel, key, first, deadline).map(Optional::of))
                .orElseGet(() -> Future.succeededFuture(Optional.empty())));
  }

  private static Offered offered(List<String> found, boolean more, ChannelKey key) {
    return Offered.of(found.stream().filter(id -> !Quoted.in(id, key)).toList(), more);
  }

  /* Of a list that breaks off, or does not end in time, its beginning is worth telling. */
  private Future<Offered> all(Channel channel, ChannelKey key, ModelPage first, long deadline) {
    Duration left = Duration.ofNanos(deadline - System.nanoTime());
    if (first.next().isEmpty() || left.toMillis() < 1) {
      return Future.succeededFuture(offered(first.ids(), !first.next().isEmpty(), key));
    }
    return probe
        .models(channel, key, left, first)
        .timeout(left.toMillis(), TimeUnit.MILLISECONDS)
        .map(ids -> offered(ids, false, key))
        .otherwise(offered(first.ids(), true, key));
  }
}
