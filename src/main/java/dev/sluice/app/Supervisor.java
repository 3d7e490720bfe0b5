package dev.sluice.app;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the owners deployed: one that is gone comes back from its store while requests, which only
 * read shared cells, go on.
 */
final class Supervisor {

  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);
  private static final int LOOK_EVERY_MS = 250;

  /** Of an owner that could not be deployed; the next look tries again. */
  private static final String NONE = "none";

  private final Vertx vertx;
  private final Map<String, Supplier<? extends Deployable>> owners = new HashMap<>();
  private final Map<String, String> deployments = new HashMap<>();
  private boolean stopping;

  Supervisor(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Deploys an owner and keeps it deployed. */
  synchronized Future<String> keep(String name, Supplier<? extends Deployable> owner) {
    owners.put(name, owner);
    return deploy(name);
  }

  void watch() {
    vertx.setPeriodic(LOOK_EVERY_MS, _ -> look());
  }

  synchronized void stop() {
    stopping = true;
  }

  /** The present deployment of an owner. */
  synchronized String deployment(String name) {
    return deployments.getOrDefault(name, "");
  }

  private synchronized void look() {
    if (stopping) {
      return;
    }
    List<String> lost = new ArrayList<>();
    deployments.forEach((name, id) -> {
      if (!id.isEmpty() && !vertx.deploymentIDs().contains(id)) {
        lost.add(name);
      }
    });
    for (String name : lost) {
      log.warn("{} is gone and is deployed anew", name);
      deploy(name);
    }
  }

  private synchronized Future<String> deploy(String name) {
    Supplier<? extends Deployable> owner = java.util.Objects.requireNonNull(owners.get(name), name);
    deployments.put(name, "");
    return vertx
        .deployVerticle(owner.get())
        .onSuccess(id -> deployed(name, id))
        .onFailure(failure -> {
          log.error("{} could not be deployed", name, failure);
          deployed(name, NONE);
        });
  }

  private synchronized void deployed(String name, String id) {
    deployments.put(name, id);
  }
}
