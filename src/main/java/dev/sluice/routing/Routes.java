package dev.sluice.routing;

import dev.sluice.config.Configuration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The one place that holds the table in force; a request reads it once and keeps what it read. */
public final class Routes {

  private final AtomicReference<RoutingTable> table = new AtomicReference<>(RoutingTable.EMPTY);

  public RoutingTable now() {
    return table.get();
  }

  /**
   * Called by the one owner of the document. Puts a new document into force; what is known of
   * channels and keys stays.
   */
  public RoutingTable swap(Configuration configuration, long revision) {
    RoutingTable next = RoutingTable.of(configuration, revision, Optional.of(table.get()));
    table.set(next);
    return next;
  }
}
