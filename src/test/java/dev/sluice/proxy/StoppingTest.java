package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Answers;
import dev.sluice.testing.Events;
import dev.sluice.testing.RawAnswer;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.Script;
import dev.sluice.testing.Step;
import dev.sluice.testing.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The order in which a gateway goes down. */
final class StoppingTest {

  private static final List<String> FRAMES = Events.anthropic("so far", "and on");

  private static Rig rig(int drainMs, int graceMs) {
    return Rig.start(
        document -> {},
        Map.of(
            "SLUICE_DRAIN_DELAY_MS", Integer.toString(drainMs),
            "SLUICE_GRACE_MS", Integer.toString(graceMs)));
  }

  private static Script stream(CountDownLatch gate) {
    return Answers.openStream(FRAMES.subList(0, 4))
        .then(Step.await(gate))
        .pieces(String.join("", FRAMES.subList(4, FRAMES.size())))
        .end();
  }

  private static Thread stop(Rig rig) {
    return Thread.ofVirtual().start(rig.gateway().gateway()::stop);
  }

  private static boolean refuses(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (IOException _) {
      return true;
    }
  }

  @Test
  void whileDrainingItSaysNotReadyAndStillServes() throws InterruptedException {
    var gate = new CountDownLatch(1);
    try (Rig rig = rig(5_000, 5_000)) {
      rig.one().answers(stream(gate), Answers.anthropicWhole("fine"));
      RawCaller running = rig.askStreamed().awaitText("so far");
      Thread stopping = stop(rig);
      Waiting.until("it is not ready", () -> ready(rig).status() == 503);
      RawAnswer late = rig.askWhole().wholeAnswer();
      assertThat(late.status()).isEqualTo(200);
      assertThat(late.header("connection")).contains("close");
      gate.countDown();
      assertThat(running.wholeAnswer().text()).isEqualTo(String.join("", FRAMES));
      rig.gateway().gateway().cutShort();
      stopping.join();
      assertThat(refuses(rig.gateway().port())).isTrue();
    }
  }

  private static RawAnswer ready(Rig rig) {
    return rig.caller().get("/health/ready").wholeAnswer();
  }

  @Test
  void runningStreamsFinishWhileNobodyNewIsLetIn() throws InterruptedException {
    var gate = new CountDownLatch(1);
    try (Rig rig = rig(0, 20_000)) {
      int port = rig.gateway().port();
      rig.one().answers(stream(gate));
      RawCaller running = rig.askStreamed().awaitText("so far");
      Thread stopping = stop(rig);
      Waiting.until("it refuses", () -> refuses(port));
      gate.countDown();
      RawAnswer answer = running.wholeAnswer();
      assertThat(answer.text()).isEqualTo(String.join("", FRAMES));
      assertThat(answer.complete()).isTrue();
      stopping.join();
    }
  }

  @Test
  void aSecondSignalEndsStreamsByAnErrorOfTheirs() throws InterruptedException {
    var gate = new CountDownLatch(1);
    try (Rig rig = rig(0, 60_000)) {
      int port = rig.gateway().port();
      rig.one().answers(stream(gate));
      RawCaller running = rig.askStreamed().awaitText("so far");
      Thread stopping = stop(rig);
      Waiting.until("it refuses", () -> refuses(port));
      rig.gateway().gateway().cutShort();
      RawAnswer answer = running.wholeAnswer();
      assertThat(answer.complete()).isTrue();
      assertThat(answer.text())
          .startsWith(String.join("", FRAMES.subList(0, 4)))
          .contains("event: error", "The gateway is stopping; ask again")
          .doesNotContain("message_stop");
      stopping.join();
      gate.countDown();
    }
  }

  @Test
  void whenTheGraceIsOverStreamsAreToldToo() throws InterruptedException {
    var gate = new CountDownLatch(1);
    try (Rig rig = rig(0, 300)) {
      rig.one().answers(stream(gate));
      RawCaller running = rig.askStreamed().awaitText("so far");
      stop(rig).join();
      RawAnswer answer = running.wholeAnswer();
      assertThat(answer.complete()).isTrue();
      assertThat(answer.text()).contains("The gateway is stopping; ask again");
      gate.countDown();
    }
  }

  @Test
  void aRequestThatWaitsIsToldByItsStatus() throws InterruptedException {
    try (Rig rig = rig(0, 300)) {
      rig.one().answers(Script.of(Step.stall()));
      RawCaller waiting = rig.askWhole();
      rig.one().exchange(0);
      stop(rig).join();
      assertThat(waiting.wholeAnswer().status()).isEqualTo(529);
    }
  }
}
