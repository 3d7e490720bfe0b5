package dev.sluice.access;

import dev.sluice.limit.Limiter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over what is kept of keys and people, behind the start of the gateway or as soon as
 * somebody shows an issued key; and sweeps what lost requests hold.
 */
public final class AccessVerticle extends VerticleBase {

  private static final Logger log = LoggerFactory.getLogger(AccessVerticle.class);

  private static final long SWEEP_MS = 60_000;
  private static final long OPEN_AFTER_MS = 1_000;
  private static final long AGAIN_MS = 2_000;

  private final Registry registry;
  private final Issued issued;
  private final Limiter limiter;
  private final InstantSource clock;
  private final BooleanSupplier atOnce;

  /**
   * @param atOnce whether something besides issued keys needs what was spent, from the start on
   */
  public AccessVerticle(
      Registry registry,
      Issued issued,
      Limiter limiter,
      InstantSource clock,
      BooleanSupplier atOnce) {
    this.atOnce = atOnce;
    this.registry = registry;
    this.issued = issued;
    this.limiter = limiter;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(SWEEP_MS, _ -> sweep());
    vertx.setTimer(atOnce.getAsBoolean() ? 1 : OPEN_AFTER_MS, _ -> open());
    Context mine = context;
    issued.wanted().thenRun(() -> mine.runOnContext(_ -> open()));
    return Future.succeededFuture();
  }

  /* Twice does no harm: the registry reads what is kept once. */
  private void open() {
    if (!issued.isOpen()) {
      vertx
          .executeBlocking(registry::directory, false)
          .onFailure(failure -> {
            log.warn("Issued keys cannot be read and wait: {}", failure.getMessage());
            vertx.setTimer(AGAIN_MS, _ -> open());
          });
    }
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
