package dev.sluice.ledger.live;

import io.vertx.core.Future;
import java.util.List;

/**
 * Tells which requests have not ended. Asking costs every event loop a look; not asking, nothing.
 */
@FunctionalInterface
public interface LiveRequests {

  /** In no order. */
  Future<List<LiveRequest>> now();
}
