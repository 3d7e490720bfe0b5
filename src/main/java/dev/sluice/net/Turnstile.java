package dev.sluice.net;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Lets one step at a time through. For one event loop.
 *
 * <p>A pool that has no free stream opens a connection for each request, although one HTTP/2
 * connection would serve a hundred of them. Behind a turnstile those that come while a connection
 * is being made wait for it, which takes no longer than to make their own.
 */
final class Turnstile {

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean taken;
  private boolean draining;

  <T> Future<T> pass(Supplier<Future<T>> step) {
    Promise<T> promise = Promise.promise();
    waiting.add(() -> step.get().onComplete(promise).onComplete(_ -> free()));
    drain();
    return promise.future();
  }

  boolean idle() {
    return !taken && waiting.isEmpty();
  }

  /** Lets everyone through who waits, because waiting gains them nothing. */
  void openWide() {
    for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
      next.run();
    }
  }

  private void free() {
    taken = false;
    drain();
  }

  /** A loop, because steps that end at once would nest as deep as the queue is long. */
  private void drain() {
    if (draining) {
      return;
    }
    draining = true;
    while (!taken && !waiting.isEmpty()) {
      taken = true;
      waiting.remove().run();
    }
    draining = false;
  }
}
