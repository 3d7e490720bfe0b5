package dev.sluice.ledger.bodies;

import dev.sluice.config.StoreSeal;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Opens what the store keeps. */
public final class KeptBodies {

  private final SealedBodies store;
  private final BodySeal seal;

  public KeptBodies(SealedBodies store, StoreSeal seal) {
    this.store = store;
    this.seal = new BodySeal(seal);
  }

  /** Of one request, its own first; opened on a thread that may block. */
  public CompletionStage<List<KeptBody>> of(String id) {
    return store
        .of(id)
        .thenApplyAsync(
            sealed -> sealed.stream().map(seal::open).toList(), Thread::startVirtualThread);
  }
}
