package dev.sluice.ledger.bodies;

import dev.sluice.config.StoreSeal;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Masks, seals and writes the copies that exchanges have left. What the store does not take is
 * dropped: a body is worth less than the memory that it would wait in.
 */
public final class BodiesVerticle extends VerticleBase {

  private static final Logger log = LoggerFactory.getLogger(BodiesVerticle.class);
  private static final int DRAIN_EVERY_MS = 200;
  private static final int BATCH = 8;

  private final BodyLog copies;
  private final SealedBodies store;
  private final BodySeal seal;
  private final BodyMask mask;
  private final BodyPruning pruning;
  private Future<Void> writing = Future.succeededFuture();
  private boolean away;

  public BodiesVerticle(
      BodyLog copies, SealedBodies store, StoreSeal seal, BodyMask mask, BodyPruning pruning) {
    this.copies = copies;
    this.store = store;
    this.seal = new BodySeal(seal);
    this.mask = mask;
    this.pruning = pruning;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(DRAIN_EVERY_MS, _ -> drain());
    vertx.setPeriodic(BodyPruning.EVERY.toMillis(), _ -> pruning.prune());
    return Future.succeededFuture();
  }

  /** Writes what is left. */
  @Override
  public Future<?> stop() {
    return writing.compose(_ -> write());
  }

  private void drain() {
    if (writing.isComplete()) {
      writing = write();
    }
  }

  private Future<Void> write() {
    List<BodyLog.Ended> batch = copies.take(BATCH);
    if (batch.isEmpty()) {
      return Future.succeededFuture();
    }
    return vertx
        .executeBlocking(() -> sealed(batch), false)
        .compose(sealed -> append(Objects.requireNonNull(sealed, "made above")))
        .onComplete(_ -> written(), failure -> unwritten(batch, failure))
        .otherwiseEmpty()
        .compose(_ -> write());
  }

  private Future<Void> append(List<SealedBody> sealed) {
    return Future.fromCompletionStage(store.append(sealed), context);
  }

  private List<SealedBody> sealed(List<BodyLog.Ended> batch) throws IOException {
    List<SealedBody> sealed = new ArrayList<>();
    try {
      for (BodyLog.Ended each : batch) {
        String text = mask.masked(each.said().text(), each.said().cut());
        byte[] bytes = seal.close(text, each.id(), each.side());
        sealed.add(
            new SealedBody(
                each.id(), each.side(), each.time(), each.said().said(), each.said().cut(), bytes));
      }
      return sealed;
    } finally {
      batch.forEach(each -> each.said().forget());
    }
  }

  private void written() {
    if (away) {
      away = false;
      log.info("Bodies are kept again");
    }
  }

  private void unwritten(List<BodyLog.Ended> batch, Throwable failure) {
    copies.dropped(batch.size());
    batch.forEach(each -> each.said().forget());
    if (!away) {
      away = true;
      log.error("Bodies cannot be kept and are dropped: {}", failure.getMessage());
    }
  }
}
