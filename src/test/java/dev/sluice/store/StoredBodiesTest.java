package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.RetentionConfig;
import dev.sluice.ledger.bodies.BodyPruning;
import dev.sluice.ledger.bodies.SealedBody;
import dev.sluice.ledger.bodies.Side;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoredBodiesTest {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

  @TempDir Path folder = Path.of("");
  private Database database = Database.at(Path.of(""));
  private StoredBodies bodies = new StoredBodies(database);

  @BeforeEach
  void open() {
    database = Database.at(folder.resolve("sluice.db"));
    bodies = new StoredBodies(database);
    done(bodies.append(List.of()));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static SealedBody body(String id, Side side, Instant time, int size) {
    return new SealedBody(id, side, time, 2L * size, true, new byte[size]);
  }

  @Test
  void whatIsWrittenIsReadTheRequestFirst() {
    done(
        bodies.append(
            List.of(body("r1", Side.RESPONSE, NOON, 4), body("r1", Side.REQUEST, NOON, 3))));
    List<SealedBody> found = done(bodies.of("r1"));
    assertThat(found).extracting(SealedBody::side).containsExactly(Side.REQUEST, Side.RESPONSE);
    assertThat(found.getFirst().sealed()).hasSize(3);
    assertThat(found.getFirst().length()).isEqualTo(6);
    assertThat(found.getFirst().cut()).isTrue();
    assertThat(found.getFirst().time()).isEqualTo(NOON);
    assertThat(done(bodies.of("r2"))).isEmpty();
  }

  @Test
  void aBodyIsKeptOnce() {
    done(bodies.append(List.of(body("r1", Side.REQUEST, NOON, 3))));
    done(bodies.append(List.of(body("r1", Side.REQUEST, NOON, 9))));
    assertThat(done(bodies.size())).isEqualTo(3);
  }

  @Test
  void whatIsTooOldGoes() {
    for (int i = 0; i < 250; i++) {
      done(bodies.append(List.of(body("old" + i, Side.REQUEST, NOON.minusSeconds(3_601), 1))));
    }
    done(bodies.append(List.of(body("new", Side.REQUEST, NOON.minusSeconds(3_599), 1))));
    done(pruning(Duration.ofHours(1), 1_000).prune());
    assertThat(done(bodies.size())).isEqualTo(1);
    assertThat(done(bodies.of("new"))).hasSize(1);
  }

  @Test
  void ofWhatIsTooMuchTheOldestGoes() {
    for (int i = 0; i < 60; i++) {
      done(bodies.append(List.of(body("r" + i, Side.RESPONSE, NOON.plusSeconds(i), 10))));
    }
    done(pruning(Duration.ofDays(1), 300).prune());
    assertThat(done(bodies.size())).isBetween(1L, 300L);
    assertThat(done(bodies.of("r59"))).hasSize(1);
    assertThat(done(bodies.of("r0"))).isEmpty();
  }

  private BodyPruning pruning(Duration age, long bytes) {
    var usual = RetentionConfig.DEFAULT;
    var kept =
        new RetentionConfig(
            usual.requests(),
            usual.requestRows(),
            usual.hours(),
            usual.days(),
            usual.sessions(),
            age,
            bytes);
    return new BodyPruning(bodies, () -> kept, InstantSource.fixed(NOON));
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
