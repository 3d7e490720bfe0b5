package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ledger.RequestRecord.EndedBy;
import dev.sluice.testing.Answers;
import dev.sluice.testing.Events;
import dev.sluice.testing.RawAnswer;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.Script;
import dev.sluice.testing.SseSplits;
import dev.sluice.testing.Step;
import dev.sluice.testing.Waiting;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is put into a silent stream, and what ends one. */
final class SilenceTest {

  private static final String PING = "event: ping\ndata: {\"type\":\"ping\"}\n\n";
  private static final String COMMENT = ": keep-alive\n\n";

  /** Ours are told from the upstream's by their spacing: its own pings here have none. */
  private static final String UPSTREAMS_PING = "event:ping\ndata:{\"type\":\"ping\"}\n\n";

  @Test
  void withoutOurFramesTheBytesAreTheUpstreams() {
    try (Rig rig = Rig.start(Rig.stream(Map.of("openAfterMs", 50, "pingAfterMs", 1)))) {
      var callers = new ArrayList<RawCaller>();
      Buffer whole = Buffer.buffer(String.join("", Events.anthropic("Grüße", "a\nb")));
      rig.one().answers(delayed(whole, 5));
      for (int each = 0; each < 5; each++) {
        callers.add(rig.askStreamed());
      }
      for (RawCaller caller : callers) {
        String text = caller.wholeAnswer().text();
        assertThat(text.replace(COMMENT, "").replace(PING, ""))
            .isEqualTo(whole.toString().replace(PING, ""));
      }
    }
  }

  /** The stream cut and delayed by chance, once for each seed. */
  private static Script[] delayed(Buffer whole, int count) {
    var scripts = new ArrayList<Script>();
    for (long seed = 1; seed <= count; seed++) {
      var chance = new Random(seed);
      Script script = Script.chunked(200, "text/event-stream");
      int pauses = 2;
      for (Buffer piece : SseSplits.cut(whole, seed, 400)) {
        script = script.pieces(List.of(piece));
        if (pauses > 0 && chance.nextInt(4) == 0) {
          pauses--;
          script = script.then(Step.pause(Duration.ofMillis(300)));
        }
      }
      scripts.add(script.end());
    }
    return scripts.toArray(Script[]::new);
  }

  @Test
  void aCommentComesBeforeTheMessageAndAPingAfterItAndNeitherInsideAnEvent() {
    var first = new CountDownLatch(1);
    var second = new CountDownLatch(1);
    var third = new CountDownLatch(1);
    List<String> frames = Events.anthropic("one", "two");
    String delta = frames.get(4);
    try (Rig rig = Rig.start(Rig.stream(Map.of("openAfterMs", 1, "pingAfterMs", 1)))) {
      rig.one()
          .answers(
              Script.of(Step.await(first))
                  .then(Answers.openStream(frames.subList(0, 4)).steps().toArray(Step[]::new))
                  .then(Step.await(second))
                  .pieces(delta.substring(0, 30))
                  .then(Step.pause(Duration.ofMillis(700)), Step.await(third))
                  .pieces(delta.substring(30))
                  .pieces(String.join("", frames.subList(5, frames.size())))
                  .end());
      RawCaller caller = rig.askStreamed().awaitText(COMMENT);
      first.countDown();
      caller.awaitText("\"one\"").awaitText(PING);
      Waiting.until("a ping of ours", () -> pings(caller) >= 2);
      second.countDown();
      third.countDown();
      assertThat(caller.wholeAnswer().text()).contains(delta);
    }
  }

  private static int pings(RawCaller caller) {
    return caller.answer().text().split(Pattern.quote(PING), -1).length - 1;
  }

  @Test
  void anUpstreamThatFallsSilentIsCutAndReported() {
    try (Rig rig = Rig.start(Rig.timeouts(Map.of("idleMs", 200)))) {
      rig.one().answers(Answers.openStream(Events.anthropicBroken("so far")).then(Step.stall()));
      assertThat(rig.askStreamed().wholeAnswer().text()).contains("was silent for 200 ms");
      rig.one().exchange(0).ending();
    }
  }

  @Test
  void pingsAloneDoNotKeepAStreamAlive() {
    try (Rig rig = Rig.start(Rig.stream(Map.of("progressMs", 300)))) {
      var script = Answers.openStream(Events.anthropicBroken("so far"));
      for (String ping : Collections.nCopies(30, UPSTREAMS_PING)) {
        script = script.pieces(ping).then(Step.pause(Duration.ofMillis(50)));
      }
      rig.one().answers(script);
      assertThat(rig.askStreamed().wholeAnswer().text())
          .contains("sent nothing but pings for 300 ms");
    }
  }

  @Test
  void anUpstreamThatStaysOpenAfterItsLastEventDelaysNobodyForLong() {
    try (Rig rig = Rig.start()) {
      rig.one().answers(Answers.openStream(Events.anthropic("fine")).then(Step.stall()));
      RawAnswer answer = rig.askStreamed().wholeAnswer();
      assertThat(answer.complete()).isTrue();
      assertThat(answer.text()).isEqualTo(String.join("", Events.anthropic("fine")));
      assertThat(rig.record().verdict()).isEqualTo("succeeded");
      rig.one().exchange(0).ending();
    }
  }

  private static Script flood(int megabytes) {
    String delta = Events.anthropicBroken("x".repeat(60_000)).getLast();
    Buffer chunk = Script.chunk(Buffer.buffer(delta));
    return Answers.openStream(Events.anthropicBroken("begin"))
        .then(new Step.Flood(chunk, megabytes * 16));
  }

  @Test
  void aCallerThatStopsReadingHoldsTheUpstreamBackAndLosesNothing() {
    List<String> frames = Events.anthropic("end");
    var ending = String.join("", frames.subList(frames.size() - 3, frames.size()));
    try (Rig rig = Rig.start(Rig.timeouts(Map.of("idleMs", 300)))) {
      rig.one().answers(flood(16).pieces(ending).end());
      RawCaller caller = rig.narrowCaller().stopReading();
      caller.post("/v1/messages", Rig.STREAMED, Rig.KEY);
      var exchange = rig.one().exchange(0);
      long stuckAt = settled(exchange::sentBytes);
      assertThat(exchange.ended()).isFalse();
      assertThat(stuckAt).isLessThan(15L << 20);
      caller.readOn();
      RawAnswer answer = caller.wholeAnswer();
      assertThat(answer.complete()).isTrue();
      assertThat(answer.text()).endsWith(ending);
    }
  }

  /** The value that no longer grows for a while; that while is longer than the idle time-out. */
  private static long settled(LongSupplier value) {
    long before = -1;
    while (value.getAsLong() != before) {
      before = value.getAsLong();
      long until = System.nanoTime() + Duration.ofMillis(800).toNanos();
      Waiting.until("time has passed", () -> System.nanoTime() > until);
    }
    return before;
  }

  @Test
  void aCallerThatNeverReadsOnIsCut() {
    try (Rig rig = Rig.start(Rig.stream(Map.of("callerStallMs", 300)))) {
      rig.one().answers(flood(16).then(Step.stall()));
      RawCaller caller = rig.narrowCaller().stopReading();
      caller.post("/v1/messages", Rig.STREAMED, Rig.KEY);
      assertThat(rig.record().endedBy()).isEqualTo(EndedBy.CALLER);
      assertThat(rig.record().verdict()).isEqualTo("caller_gone");
      rig.awaitIdle();
    }
  }

  @Test
  void aCallerThatDoesNotTakeTheRestOfAFinishedAnswerIsCut() {
    try (Rig rig = Rig.start(Rig.stream(Map.of("callerStallMs", 300)))) {
      byte[] text = new byte[12 << 20];
      Arrays.fill(text, (byte) 'x');
      var body =
          Buffer.buffer("{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"")
              .appendBytes(text)
              .appendString("\"}],\"stop_reason\":\"end_turn\"}");
      rig.one().answers(Script.whole(200, "application/json", body));
      RawCaller caller = rig.narrowCaller().stopReading();
      caller.post("/v1/messages", Rig.WHOLE, Rig.KEY);
      rig.record();
      rig.awaitIdle();
      assertThat(caller.readOn().awaitEnd()).isNotEqualTo(RawCaller.End.OPEN);
    }
  }
}
