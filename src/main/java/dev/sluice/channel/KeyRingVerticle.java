package dev.sluice.channel;

import dev.sluice.config.ConfigVerticle;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers the order of keys across restarts, behind the requests that change it. */
public final class KeyRingVerticle extends VerticleBase {

  private static final Logger log = LoggerFactory.getLogger(KeyRingVerticle.class);
  private static final long DEBOUNCE_MS = 500;

  private final KeyOrderFile file;
  private final Supplier<List<Channel>> channels;
  private Map<String, List<String>> saved = Map.of();
  private boolean due;

  public KeyRingVerticle(KeyOrderFile file, Supplier<List<Channel>> channels) {
    this.file = file;
    this.channels = channels;
  }

  @Override
  public Future<?> start() {
    ChannelTopics.KEY_CHANGED.subscribe(vertx, _ -> saveSoon());
    ConfigVerticle.CHANGED.subscribe(vertx, _ -> restore(saved));
    return vertx
        .executeBlocking(file::load)
        .onSuccess(this::restore)
        .otherwise(failure -> {
          log.warn("Key order not restored: {}", failure.getMessage());
          return Map.of();
        });
  }

  @Override
  public Future<?> stop() {
    return due ? save() : Future.succeededFuture();
  }

  private void restore(Map<String, List<String>> order) {
    saved = order;
    for (Channel channel : channels.get()) {
      Optional.ofNullable(order.get(channel.id())).ifPresent(channel.state()::restoreOrder);
    }
    saveSoon();
  }

  private void saveSoon() {
    if (!due) {
      due = true;
      vertx.setTimer(DEBOUNCE_MS, _ -> save());
    }
  }

  private Future<?> save() {
    due = false;
    var order = new TreeMap<String, List<String>>();
    channels.get().forEach(channel -> order.put(channel.id(), channel.state().ring().order()));
    if (order.equals(saved)) {
      return Future.succeededFuture();
    }
    return vertx
        .executeBlocking(() -> {
          file.save(order);
          return order;
        })
        .onSuccess(written -> saved = written)
        .onFailure(failure -> log.warn("Key order not saved: {}", failure.getMessage()));
  }
}
