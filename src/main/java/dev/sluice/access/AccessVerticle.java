package dev.sluice.access;

import dev.sluice.limit.Limiter;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes over what is kept of keys and people, and sweeps what lost requests hold. */
public final class AccessVerticle extends VerticleBase {

  private static final Logger log = LoggerFactory.getLogger(AccessVerticle.class);

  private static final long SWEEP_MS = 60_000;
  private static final long AGAIN_MS = 5_000;

  private final Registry registry;
  private final Issued issued;
  private final Limiter limiter;
  private final InstantSource clock;
  private final boolean kept;

  /**
   * @param kept whether there was a store before this start; a new one has nothing to wait for
   */
  public AccessVerticle(
      Registry registry, Issued issued, Limiter limiter, InstantSource clock, boolean kept) {
    this.kept = kept;
    this.registry = registry;
    this.issued = issued;
    this.limiter = limiter;
    this.clock = clock;
  }

  /** Nobody is turned away for a key that was not read yet; but a broken store stops no start. */
  @Override
  public Future<?> start() {
    vertx.setPeriodic(SWEEP_MS, _ -> sweep());
    if (!kept) {
      return Future.succeededFuture();
    }
    return load()
        .transform(loaded -> {
          if (loaded.failed()) {
            vertx.setTimer(AGAIN_MS, _ -> again());
          }
          return Future.succeededFuture();
        });
  }

  private Future<?> load() {
    return vertx
        .executeBlocking(this::loaded, false)
        .onFailure(failure ->
            log.warn("Issued keys cannot be read; all are refused: {}", failure.getMessage()));
  }

  private boolean loaded() throws IOException {
    registry.load();
    return true;
  }

  private void again() {
    load().onFailure(_ -> vertx.setTimer(AGAIN_MS, _ -> again()));
  }

  private void sweep() {
    int lost = limiter.sweep(clock.instant());
    if (lost > 0) {
      log.warn("{} requests ended without a word; what was reserved for them is free again", lost);
    }
    Set<String> subjects = issued.now().subjects();
    limiter.keepOnly(each -> subjects.contains(each) || Budgets.isChannel(each));
  }
}
