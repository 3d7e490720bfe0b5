package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ledger.Journal;
import dev.sluice.ledger.Records;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.journal.Journals;
import dev.sluice.ledger.journal.Policy;
import dev.sluice.ledger.price.Cost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that dies between the commit of its records and the note that they are no longer needed
 * in the journal, as its files stand at that moment.
 */
final class ReplayTest {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  private static final int RING = 1 << 20;

  @TempDir Path folder = Path.of("");

  @RepeatedTest(5)
  void whateverIsBookedAgainTheBooksAreAsIfItHadBeenBookedOnce() throws Exception {
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    List<RequestRecord> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Instant at = NOON.plus(Duration.ofMinutes(random.nextInt(10_000)));
      RequestRecord record = Records.charged("r" + i, at, "k" + random.nextInt(3), Cost.UNPRICED);
      all.add(Records.spoken(record, "s" + random.nextInt(9), "a" + random.nextInt(3), 100));
    }
    Path left = killed(all, random);
    Path once = folder.resolve("once.db");
    book(once, List.of(all));
    try (var journals = Journals.in(left.resolve("journal"), RING, Policy.SERVE)) {
      List<RequestRecord> recovered = new ArrayList<>(journals.recovered());
      assertThat(recovered).as("seed %d", seed).isNotEmpty();
      Collections.shuffle(recovered, new Random(seed));
      int cut = random.nextInt(recovered.size() + 1);
      Path again = left.resolve("sluice.db");
      book(
          again,
          List.of(
              recovered.subList(0, cut),
              recovered.subList(cut, recovered.size()),
              recovered.subList(0, cut)));
      assertThat(Tables.of(again)).as("seed %d", seed).isEqualTo(Tables.of(once));
      journals.stored(recovered);
    }
    try (var files = Files.list(left.resolve("journal"))) {
      assertThat(files).as("nothing is booked a third time").isEmpty();
    }
  }

  /* Some records are forgotten by the journal, some booked, some noted alone. */
  private Path killed(List<RequestRecord> all, SplittableRandom random) throws Exception {
    Path living = Files.createDirectories(folder.resolve("living"));
    int forgotten = random.nextInt(all.size() / 2);
    int booked = random.nextInt(forgotten, all.size());
    try (var journals = Journals.in(living.resolve("journal"), RING, Policy.SERVE);
        Database database = Database.at(living.resolve("sluice.db"))) {
      Journal journal = journals.next();
      List<RequestRecord> kept =
          all.stream().map(record -> record.at(journal.keep(record))).toList();
      var store = new StoredRequests(database);
      done(store.append(kept.subList(0, forgotten)));
      journals.stored(kept.subList(0, forgotten));
      done(store.append(kept.subList(forgotten, booked)));
      return copy(living, folder.resolve("left"));
    }
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }

  private static void book(Path file, List<List<RequestRecord>> batches) {
    try (Database database = Database.at(file)) {
      var store = new StoredRequests(database);
      batches.forEach(batch -> done(store.append(batch)));
    }
  }

  private static <T> void done(CompletionStage<T> stage) {
    stage.toCompletableFuture().join();
  }
}
