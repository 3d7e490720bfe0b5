package dev.sluice.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/**
 * SIGTERM and SIGINT: the first stops in order, a second ends running streams at once, a third ends
 * the process.
 *
 * <p>The JVM's own shutdown hooks cannot see a second signal, hence its unofficial handlers.
 */
public final class StopSignals {

  private static final int INTERRUPTED = 130;

  private final CountDownLatch first = new CountDownLatch(1);
  private final AtomicInteger count = new AtomicInteger();
  private final Gateway gateway;

  private StopSignals(Gateway gateway) {
    this.gateway = gateway;
  }

  /** Blocks until a signal has come and the gateway is down. */
  public static void await(Gateway gateway) throws InterruptedException {
    await(gateway, () -> {});
  }

  /**
   * The same.
   *
   * @param first what is done before the gateway is stopped
   */
  static void await(Gateway gateway, Runnable first) throws InterruptedException {
    var signals = new StopSignals(gateway);
    for (String name : new String[] {"TERM", "INT"}) {
      Signal.handle(new Signal(name), _ -> signals.received());
    }
    signals.first.await();
    first.run();
    gateway.stop();
  }

  private void received() {
    switch (count.incrementAndGet()) {
      case 1 -> first.countDown();
      case 2 -> Thread.ofPlatform().daemon().start(gateway::cutShort);
      default -> Runtime.getRuntime().halt(INTERRUPTED);
    }
  }
}
