package dev.sluice.app;

import dev.sluice.ledger.RequestRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** A team that goes on asking, so that there is something to see in the panel. */
final class DemoTraffic implements AutoCloseable {

  private static final List<String> MODELS =
      List.of("claude-opus-4-5", "claude-sonnet-4-5", "claude-haiku-4-5");
  private static final int LONGEST_TALK = 12;
  private static final int AFTER_REFUSAL_MS = 10_000;

  private final URI gateway;
  private final Queue<RequestRecord> records;
  private final ThreadGroup group = new ThreadGroup("demo");

  /**
   * @param records that nobody looks at any more
   */
  DemoTraffic(URI gateway, Queue<RequestRecord> records) {
    this.gateway = gateway;
    this.records = records;
  }

  /** Everybody holds two conversations at once. */
  void start(List<DemoTeam.Member> team) {
    for (DemoTeam.Member member : team) {
      for (int i = 0; i < 2; i++) {
        Thread thread = new Thread(group, () -> work(member), "demo-caller");
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  private void work(DemoTeam.Member member) {
    RandomGenerator chance = ThreadLocalRandom.current();
    try (var caller = new DemoCaller(gateway, member.key(), new PrintWriter(Writer.nullWriter()))) {
      while (true) {
        talk(caller, member, chance);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | UncheckedIOException e) {
      // The demo is being stopped.
    }
  }

  private void talk(DemoCaller caller, DemoTeam.Member member, RandomGenerator chance)
      throws IOException, InterruptedException {
    String session = UUID.randomUUID().toString();
    for (int left = chance.nextInt(1, LONGEST_TALK); left > 0; left--) {
      Thread.sleep(chance.nextInt(member.pause()));
      records.clear();
      boolean usual = chance.nextInt(4) > 0;
      String model = usual ? member.model() : MODELS.get(chance.nextInt(MODELS.size()));
      if (!caller.ask(model, session)) {
        Thread.sleep(AFTER_REFUSAL_MS);
      }
    }
  }

  @Override
  public void close() {
    group.interrupt();
  }
}
