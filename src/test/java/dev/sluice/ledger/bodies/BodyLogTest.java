package dev.sluice.ledger.bodies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.BodyLogs;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BodyLogTest {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOON);
  private static final Map<String, String> NO_HEADERS = Map.of();
  private static final BodyLogs BOTH = new BodyLogs(true, true);

  private final BodyLog log = new BodyLog(BOTH, 1_000);

  private static Buffer bytes(int count) {
    return Buffer.buffer("x".repeat(count));
  }

  @Test
  void bothSidesAreTakenAndTheirRoomComesBack() {
    Copies copies = log.copies("r1");
    copies.begin(NO_HEADERS.entrySet(), new byte[300], CLOCK);
    copies.response().of(bytes(200));
    copies.response().of(bytes(100));
    assertThat(log.held()).isEqualTo(600);
    copies.end(NO_HEADERS.entrySet(), NOON);
    var taken = log.take(10);
    assertThat(taken).extracting(BodyLog.Ended::side).containsExactly(Side.REQUEST, Side.RESPONSE);
    taken.forEach(each -> each.said().forget());
    assertThat(log.held()).isZero();
    assertThat(log.dropped()).isZero();
  }

  @Test
  void aRequestsBodyDoesNotWaitForTheEndOfItsAnswer() {
    log.copies("r1").begin(NO_HEADERS.entrySet(), new byte[300], CLOCK);
    assertThat(log.take(10)).extracting(BodyLog.Ended::side).containsExactly(Side.REQUEST);
  }

  @Test
  void aBodyWithoutRoomIsDroppedWholeAndCounted() {
    Copies copies = log.copies("r1");
    copies.begin(NO_HEADERS.entrySet(), new byte[300], CLOCK);
    copies.response().of(bytes(600));
    copies.response().of(bytes(200));
    assertThat(log.held()).isEqualTo(300);
    copies.response().of(bytes(10));
    copies.end(NO_HEADERS.entrySet(), NOON);
    assertThat(log.take(10)).extracting(BodyLog.Ended::side).containsExactly(Side.REQUEST);
    assertThat(log.dropped()).isEqualTo(1);
  }

  @Test
  void ofALongBodyTheBeginningIsKept() {
    var wide = new BodyLog(BOTH);
    Copies copies = wide.copies("r1");
    copies.begin(NO_HEADERS.entrySet(), new byte[Transcript.LONGEST + 1], CLOCK);
    for (int i = 0; i < 3; i++) {
      copies.response().of(bytes(Transcript.LONGEST / 2));
    }
    assertThat(wide.held()).isEqualTo(2L * Transcript.LONGEST);
    copies.end(NO_HEADERS.entrySet(), NOON);
    assertThat(wide.take(10))
        .allSatisfy(each -> {
          assertThat(each.said().cut()).isTrue();
          assertThat(each.said().said()).isGreaterThan(Transcript.LONGEST);
        });
  }

  @Test
  void whatAStrangerWasToldIsForgotten() {
    Copies copies = log.copies("r1");
    copies.response().of(bytes(200));
    copies.end(NO_HEADERS.entrySet(), NOON);
    assertThat(log.take(10)).isEmpty();
    assertThat(log.held()).isZero();
  }

  @Test
  void nothingIsCopiedOfASideThatIsNotWanted() {
    var responses = new BodyLog(new BodyLogs(false, true));
    Copies copies = responses.copies("r1");
    copies.begin(NO_HEADERS.entrySet(), new byte[300], CLOCK);
    Buffer chunk = bytes(5);
    assertThat(copies.response().of(chunk)).isSameAs(chunk);
    assertThat(responses.held()).isEqualTo(5);
    copies.end(NO_HEADERS.entrySet(), NOON);
    assertThat(responses.take(10)).extracting(BodyLog.Ended::side).containsExactly(Side.RESPONSE);
  }

  @Test
  void offNothingIsMade() {
    var off = new BodyLog(BodyLogs.NONE);
    assertThat(off.copies("r1")).isSameAs(off.copies("r2"));
    off.copies("r1").begin(NO_HEADERS.entrySet(), new byte[300], CLOCK);
    Buffer chunk = bytes(5);
    assertThat(off.copies("r1").response().of(chunk)).isSameAs(chunk);
    off.copies("r1").end(NO_HEADERS.entrySet(), NOON);
    assertThat(off.held()).isZero();
    assertThat(off.take(10)).isEmpty();
  }
}
