package dev.sluice.app;

import dev.sluice.base.Secret;
import dev.sluice.ledger.RequestRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;

/** Somebody who goes on asking, so that there is something to see in the panel. */
final class DemoTraffic implements AutoCloseable {

  private static final int CALLERS = 2;
  private static final int LONGEST_PAUSE_MS = 3_000;

  private final Queue<RequestRecord> records;
  private final DemoCaller caller;
  private final ThreadGroup group = new ThreadGroup("demo");

  /**
   * @param records that nobody looks at any more
   */
  DemoTraffic(URI gateway, Secret key, Queue<RequestRecord> records) {
    this.records = records;
    this.caller = new DemoCaller(gateway, key, new PrintWriter(Writer.nullWriter()));
  }

  void start() {
    for (int i = 0; i < CALLERS; i++) {
      Thread thread = new Thread(group, this::ask, "demo-caller-" + i);
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void ask() {
    try {
      while (true) {
        Thread.sleep(ThreadLocalRandom.current().nextInt(LONGEST_PAUSE_MS));
        records.clear();
        caller.ask();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // The demo is being stopped.
    }
  }

  @Override
  public void close() {
    group.interrupt();
  }
}
