package dev.sluice.ledger;

import dev.sluice.bus.Topic;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes records from the exchanges, tells of them, and writes them in batches. A store that is away
 * holds nobody up: records wait for it within a bound.
 */
public final class LedgerVerticle extends VerticleBase {

  /** Told of what has just ended, whether or not the store takes it. */
  public static final Topic<RequestsRecorded> RECORDED =
      new Topic<>("usage.recorded", RequestsRecorded.class);

  private static final Logger log = LoggerFactory.getLogger(LedgerVerticle.class);
  private static final int DRAIN_EVERY_MS = 100;
  private static final int BATCH = 2_000;
  private static final long REST_NANOS = 1_000_000_000L;

  private final Inbox inbox;
  private final Backlog backlog;
  private final RequestRecords store;
  private final Pruning pruning;
  private final UnaryOperator<RequestRecord> pricing;
  private final Consumer<RequestRecord> heard;
  private final LongSupplier nanos;
  private Future<Void> writing = Future.succeededFuture();
  private boolean away;
  private long droppedBefore;
  private long restUntil;

  /**
   * Ready to deploy.
   *
   * @param pricing puts prices on what a record is charged for
   * @param heard called once for each record, on the verticle's event loop
   */
  public LedgerVerticle(
      Inbox inbox,
      Backlog backlog,
      RequestRecords store,
      Pruning pruning,
      UnaryOperator<RequestRecord> pricing,
      Consumer<RequestRecord> heard,
      LongSupplier nanos) {
    this.inbox = inbox;
    this.backlog = backlog;
    this.store = store;
    this.pruning = pruning;
    this.pricing = pricing;
    this.heard = heard;
    this.nanos = nanos;
    this.restUntil = nanos.getAsLong();
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(DRAIN_EVERY_MS, _ -> drain());
    vertx.setPeriodic(Pruning.EVERY.toMillis(), _ -> pruning.prune());
    return Future.succeededFuture();
  }

  /** Writes what is left, once: a store that is away now will not come back in time. */
  @Override
  public Future<?> stop() {
    take();
    return writing
        .otherwiseEmpty()
        .compose(_ -> writeAll())
        .otherwise(failure -> {
          log.error(
              "{} requests are missing in the request log: {}",
              backlog.size(),
              failure.getMessage());
          return null;
        });
  }

  private Future<Void> writeAll() {
    List<RequestRecord> batch = backlog.poll(BATCH);
    return batch.isEmpty()
        ? Future.succeededFuture()
        : append(batch).onFailure(_ -> backlog.putBack(batch)).compose(_ -> writeAll());
  }

  private void drain() {
    take();
    write();
  }

  private void take() {
    for (var taken = inbox.take(BATCH); !taken.isEmpty(); taken = inbox.take(BATCH)) {
      List<RequestRecord> fresh = taken.stream().map(pricing).toList();
      fresh.forEach(this::hear);
      RECORDED.publish(vertx, new RequestsRecorded(fresh));
      backlog.add(fresh);
    }
  }

  private void hear(RequestRecord record) {
    try {
      heard.accept(record);
    } catch (RuntimeException e) {
      log.error("Telling of {} failed", record.id(), e);
    }
  }

  private void write() {
    if (!writing.isComplete() || backlog.isEmpty() || nanos.getAsLong() - restUntil < 0) {
      return;
    }
    List<RequestRecord> batch = backlog.poll(BATCH);
    writing = append(batch);
    writing.onComplete(_ -> written(), failure -> unwritten(batch, failure));
  }

  private Future<Void> append(List<RequestRecord> batch) {
    return Future.fromCompletionStage(store.append(batch), context);
  }

  private void written() {
    if (away) {
      away = false;
      log.info(
          "The request log is written again; {} requests are missing in it",
          backlog.dropped() - droppedBefore);
    }
    write();
  }

  private void unwritten(List<RequestRecord> batch, Throwable failure) {
    backlog.putBack(batch);
    restUntil = nanos.getAsLong() + REST_NANOS;
    if (!away) {
      away = true;
      droppedBefore = backlog.dropped();
      log.error(
          "The request log cannot be written: {}; traffic goes on, and records wait",
          failure.getMessage());
    }
  }
}
