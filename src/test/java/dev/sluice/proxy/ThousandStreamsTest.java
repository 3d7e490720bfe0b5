package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Answers;
import dev.sluice.testing.Events;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.Script;
import dev.sluice.testing.Step;
import dev.sluice.testing.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A thousand streams at once, cut on either side by chance: nothing is left of them. */
final class ThousandStreamsTest {

  private static final int STREAMS = 1000;
  private static final long SEED = 20_261_121;

  /** What the test itself keeps of a stream that is over: its request, arrivals and record. */
  private static final long TESTS_OWN = 24 * 1024;

  private static final int LONG = 1 << 20;

  private static Script[] scripts(Random chance, CountDownLatch gate) {
    var scripts = new ArrayList<Script>();
    List<String> frames = Events.anthropic("so far", "and on");
    for (int index = 0; index < STREAMS; index++) {
      Script begun = Answers.openStream(frames.subList(0, 4)).then(Step.await(gate));
      scripts.add(
          switch (chance.nextInt(4)) {
            case 0 -> begun.then(Step.reset());
            case 1 -> begun.then(Step.close());
            case 2 -> begun.pieces("event: content_bl").then(Step.stall());
            default -> begun.pieces(String.join("", frames.subList(4, frames.size()))).end();
          });
    }
    return scripts.toArray(Script[]::new);
  }

  @Test
  void nothingIsLeftOfAThousandStreams() throws IOException {
    var chance = new Random(SEED);
    var gate = new CountDownLatch(1);
    try (Rig rig = Rig.start()) {
      rig.one().answers(Answers.anthropicStream("warm"));
      rig.askStreamed().wholeAnswer();
      rig.awaitIdle();
      long heapBefore = heap();
      long socketsBefore = sockets();
      rig.one().answers(scripts(chance, gate));
      List<RawCaller> callers = open(rig, STREAMS, Rig.STREAMED);
      gate.countDown();
      for (RawCaller caller : callers) {
        if (chance.nextBoolean()) {
          caller.cut();
        }
      }
      callers.forEach(RawCaller::close);
      rig.awaitIdle();
      Waiting.until("all are in the books", () -> rig.gateway().records().size() == STREAMS + 1);
      Waiting.until("sockets are gone", () -> sockets() <= socketsBefore + keptAlive(rig));
      assertThat((heap() - heapBefore) / STREAMS).isLessThan(TESTS_OWN);
    }
  }

  @Test
  void aStreamThatHasBegunHoldsNothingOfItsBody() {
    var gate = new CountDownLatch(1);
    try (Rig rig = Rig.start()) {
      rig.one()
          .answers(Answers.openStream(Events.anthropicBroken("so far")).then(Step.await(gate)));
      String body = "{\"model\":\"m\",\"stream\":true,\"messages\":[\"" + "x".repeat(LONG) + "\"]}";
      open(rig, 2, body);
      booksAreOpen(rig);
      long before = heap();
      open(rig, 20, body);
      // The scripted upstream keeps what it received, once.
      assertThat((heap() - before) / 20).isLessThan(LONG + LONG / 2);
      gate.countDown();
    }
  }

  /* Opening the store takes memory of its own for a moment: something is booked once it is done. */
  private static void booksAreOpen(Rig rig) {
    int port = rig.gateway().port();
    try (var caller = RawCaller.connect(port)) {
      caller.get("/v1/nothing").wholeAnswer();
    }
    Waiting.until(
        "something is booked",
        () -> {
          try (var caller = RawCaller.connect(port)) {
            String key = "x-api-key: " + RunningGateway.ACCESS_KEY;
            return caller.get("/api/stats/logs", key).wholeAnswer().text().contains("/v1/nothing");
          }
        });
  }

  private static List<RawCaller> open(Rig rig, int streams, String body) {
    var callers = new ArrayList<RawCaller>();
    for (int index = 0; index < streams; index++) {
      callers.add(rig.ask(body));
    }
    callers.forEach(caller -> caller.awaitText("so far"));
    Waiting.until("no body is held", () -> rig.gateway().gateway().bodyBytes() == 0);
    return callers;
  }

  /** Connections of answers that came whole are for the next ones; both of their ends are here. */
  private static long keptAlive(Rig rig) {
    return 2L * rig.one().openConnections();
  }

  private static long heap() {
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static long sockets() {
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(ThousandStreamsTest::isSocket).count();
    } catch (IOException e) {
      return 0;
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException _) {
      return false;
    }
  }
}
