package dev.sluice.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.ledger.Journal;
import dev.sluice.ledger.Observed;
import dev.sluice.ledger.PassedOver;
import dev.sluice.ledger.Place;
import dev.sluice.ledger.Prelude;
import dev.sluice.ledger.Records;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.RequestRecord.EndedBy;
import dev.sluice.ledger.price.Cost;
import dev.sluice.protocol.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  private static final int RING = 64 << 10;
  private static final Usage USAGE = new Usage(1, 2, 3, 4, 5, 6, true);

  @TempDir Path folder = Path.of("");

  @Test
  void aRecordSurvivesAsItWas() throws Exception {
    Journal journal = journals(Policy.SERVE).next();
    RequestRecord record = Records.charged("req_1", NOON, "schlüssel 你好", Cost.UNPRICED);
    journal.keep(record);
    assertThat(left().records()).containsExactly(record);
  }

  @Test
  void whateverWasKnownOfARequestsCourseSurvives() throws Exception {
    Journal journal = journals(Policy.SERVE).next();
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    List<RequestRecord> kept = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      RequestRecord record = onItsCourse(record(i), random);
      assertThat(journal.keep(record).journaled()).isTrue();
      kept.add(record);
    }
    assertThat(left().records()).as("seed %d", seed).containsExactlyElementsOf(kept);
  }

  private static RequestRecord onItsCourse(RequestRecord of, SplittableRandom random) {
    List<PassedOver> passedOver =
        IntStream.range(0, random.nextInt(4))
            .mapToObj(i -> new PassedOver("channel-" + i, "渠道 rests ".repeat(random.nextInt(9))))
            .toList();
    return of.tried(of.attempts().stream().map(each -> each.begun(moment(random))).toList())
        .after(new Prelude(moment(random), moment(random), passedOver));
  }

  private static @Nullable Long moment(SplittableRandom random) {
    return random.nextInt(4) == 0 ? null : random.nextLong(600_000);
  }

  @Test
  void whatTheVersionBeforeLeftIsBookedWithWhatItKnew() throws Exception {
    Path copies = Files.createDirectories(folder.resolve("before"));
    try (InputStream left = getClass().getResourceAsStream("v1.journal")) {
      Files.copy(Objects.requireNonNull(left), copies.resolve("left.journal"));
    }
    List<RequestRecord> found = Journals.in(copies, RING, Policy.SERVE).recovered();
    assertThat(found).extracting(RequestRecord::id).containsExactly("req_kept", "req_open");
    RequestRecord kept = found.getFirst();
    assertThat(kept.prelude()).isEqualTo(Prelude.NONE);
    assertThat(kept.attempts()).hasSize(2).allMatch(each -> each.startMs() == null);
    assertThat(kept.billed()).isEqualTo(Records.charged("", NOON, "key_1", Cost.UNPRICED).billed());
    assertThat(found.getLast().billed().getFirst().attempt()).isEqualTo(2);
  }

  @Test
  void whatTheStoreHasIsNotReadAgainAndAnEmptyFileGoes() throws Exception {
    var journals = journals(Policy.SERVE);
    Journal journal = journals.next();
    List<RequestRecord> kept = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      RequestRecord record = record(i);
      kept.add(record.at(journal.keep(record)));
    }
    journals.stored(kept.subList(0, 3));
    assertThat(left().records()).extracting(RequestRecord::id).containsExactly("req_3", "req_4");
    journals.stored(kept.subList(3, 5));
    journals.close();
    assertThat(files()).isEmpty();
  }

  @Test
  void theRingGoesRoundManyTimesWithoutLosingAnything() throws Exception {
    var journals = journals(Policy.SERVE);
    Journal journal = journals.next();
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    List<RequestRecord> waiting = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      RequestRecord record =
          Records.of("req_" + i, NOON, 500, "main", "s", "x".repeat(random.nextInt(1500)));
      Place place = journal.keep(record);
      assertThat(place.journaled()).as("seed %d", seed).isTrue();
      waiting.add(record.at(place));
      if (waiting.size() > random.nextInt(1, 12)) {
        int some = random.nextInt(1, waiting.size() + 1);
        journals.stored(waiting.subList(0, some));
        waiting.subList(0, some).clear();
      }
      if (i % 500 == 0) {
        assertThat(left().records())
            .as("seed %d", seed)
            .extracting(RequestRecord::id)
            .containsExactlyElementsOf(waiting.stream().map(RequestRecord::id).toList());
      }
    }
  }

  @Test
  void aFullJournalServesUnbookedOrRefusesAsTheOperatorSaid() {
    for (Policy policy : Policy.values()) {
      var journals = journals(policy);
      Journal journal = journals.next();
      assertThat(journal.accepting()).isTrue();
      List<RequestRecord> kept = new ArrayList<>();
      RequestRecord last = record(0).at(journal.keep(record(0)));
      while (last.place().journaled()) {
        kept.add(last);
        last = last.at(journal.keep(last));
      }
      assertThat(journal.accepting()).isEqualTo(policy == Policy.SERVE);
      assertThat(journals.unbooked()).isPositive();
      journals.stored(kept);
      assertThat(journal.accepting()).isTrue();
      assertThat(journal.keep(record(1)).journaled()).isTrue();
    }
  }

  @Test
  void attemptsBeyondTheSlotsAreServedUnnoted() {
    Journal journal = journals(Policy.REFUSE).next();
    List<Journal.Entry> entries = new ArrayList<>();
    var entry = journal.begin(begun("req_1", 1));
    while (entry.isPresent()) {
      entries.add(entry.get());
      entry = journal.begin(begun("req_1", 1));
    }
    assertThat(journal.accepting()).isFalse();
    entries.getFirst().release();
    assertThat(journal.accepting()).isTrue();
    assertThat(journal.begin(begun("req_2", 1))).isPresent();
  }

  @Test
  void anAttemptUnderWayIsSettledFromWhatWasObservedLast() throws Exception {
    Journal journal = journals(Policy.SERVE).next();
    Journal.Entry entry = journal.begin(begun("req_1", 2)).orElseThrow();
    entry.observe(new Observed(USAGE, 400, 10, 1, false));
    entry.observe(new Observed(USAGE, 400, 12_400, 100, false));
    RequestRecord record = Interrupted.settle(left().open());
    assertThat(record.endedBy()).isEqualTo(EndedBy.GATEWAY);
    assertThat(record.error()).contains("killed");
    assertThat(record.billed()).hasSize(1);
    var billed = record.billed().getFirst();
    assertThat(billed.attempt()).isEqualTo(2);
    assertThat(billed.estimated()).isTrue();
    assertThat(billed.multiplier()).isEqualTo(new BigDecimal("1.5"));
    assertThat(billed.usage()).isEqualTo(new Usage(1, 100, 3, 4, 5, 6, true));
    assertThat(record.attempts().getFirst().startMs()).isEqualTo(7);
  }

  @Test
  void anAnswerThatWasCompleteIsNoEstimate() throws Exception {
    Journal journal = journals(Policy.SERVE).next();
    Journal.Entry entry = journal.begin(begun("req_1", 1)).orElseThrow();
    entry.observe(new Observed(USAGE, 400, 9_000, 40, true));
    RequestRecord record = Interrupted.settle(left().open());
    assertThat(record.error()).isEmpty();
    assertThat(record.verdict()).isEqualTo("succeeded");
    assertThat(record.billed().getFirst().estimated()).isFalse();
    assertThat(record.billed().getFirst().usage()).isEqualTo(USAGE);
  }

  @Test
  void anAttemptOfWhichNothingCameCostsNothing() throws Exception {
    Journal journal = journals(Policy.SERVE).next();
    journal.begin(begun("req_1", 1));
    assertThat(Interrupted.settle(left().open()).billed()).isEmpty();
  }

  @Test
  void theNextStartHasWhatWasKeptAndWhatWasOpenOnceAndForgetsItWhenStored() throws Exception {
    Path copies = folder.resolve("next");
    Journal journal = journals(Policy.SERVE).next();
    journal.begin(begun("req_open", 1));
    journal.begin(begun("req_0", 1));
    journal.keep(record(0));
    Files.createDirectories(copies);
    Files.copy(files().getFirst(), copies.resolve("left.journal"));
    var next = Journals.in(copies, RING, Policy.SERVE);
    assertThat(next.recovered())
        .extracting(RequestRecord::id)
        .containsExactlyInAnyOrder("req_0", "req_open");
    next.stored(next.recovered().subList(0, 1));
    assertThat(copies.resolve("left.journal")).exists();
    next.stored(next.recovered().subList(1, 2));
    assertThat(copies.resolve("left.journal")).doesNotExist();
  }

  @Test
  void aFileInUseIsLeftToItsOwner() {
    var journals = journals(Policy.SERVE);
    journals.next().keep(record(0));
    assertThat(Journals.in(folder, RING, Policy.SERVE).recovered()).isEmpty();
    assertThat(journals.problem()).isEmpty();
  }

  @Test
  void whatIsNoJournalIsLeftAlone() throws Exception {
    Path foreign = folder.resolve("x.journal");
    Files.write(foreign, new byte[10_000]);
    assertThat(Journals.in(folder, RING, Policy.SERVE).recovered()).isEmpty();
    assertThat(foreign).exists();
    assertThatThrownBy(() -> LeftJournal.read(ByteBuffer.allocate(10_000)))
        .isInstanceOf(LeftJournal.Foreign.class);
  }

  @Test
  void aFolderThatCannotBeMadeIsTold() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    var serving = Journals.in(file.resolve("journal"), RING, Policy.SERVE);
    assertThat(serving.next().accepting()).isTrue();
    assertThat(serving.problem().orElseThrow()).contains("cannot be");
    var refusing = Journals.in(file.resolve("journal"), RING, Policy.REFUSE);
    assertThat(refusing.next().accepting()).isFalse();
  }

  @Test
  void theFileIsItsOwnersAlone() throws Exception {
    journals(Policy.SERVE).next();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().getFirst())))
        .isEqualTo("rw-------");
  }

  @Test
  void whateverADyingProcessLeftOnlyWholeRecordsAreRead() throws Exception {
    Journal journal = journals(Policy.SERVE).next();
    List<RequestRecord> kept = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      RequestRecord record = Records.charged("req_" + i, NOON, "k", Cost.UNPRICED);
      journal.keep(record);
      kept.add(record);
      journal
          .begin(begun("open_" + i, 1))
          .orElseThrow()
          .observe(new Observed(USAGE, 1, 1, 1, true));
    }
    byte[] whole = Files.readAllBytes(files().getFirst());
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    int ring = Layout.ring(2048);
    for (int i = 0; i < 1500; i++) {
      byte[] damaged = whole.clone();
      for (int hits = random.nextInt(1, 8); hits > 0; hits--) {
        int area = random.nextInt(3);
        int at =
            area == 0
                ? random.nextInt(Layout.HEAD)
                : area == 1
                    ? Layout.slot(0) + random.nextInt(40 * Layout.SLOT)
                    : ring + random.nextInt(20_000);
        damaged[at] = (byte) random.nextInt(256);
      }
      try {
        LeftJournal found = LeftJournal.read(ByteBuffer.wrap(damaged));
        assertThat(kept).as("seed %d", seed).containsAll(found.records());
        for (var open : found.open()) {
          assertThat(open.request().id()).as("seed %d", seed).startsWith("open_");
        }
      } catch (LeftJournal.Foreign e) {
        assertThat(e).as("seed %d", seed).hasMessageContaining(" ");
      }
    }
  }

  @Test
  void aRecordThatWasCutShortIsToldFromOneThatWasNeverWritten() throws Exception {
    Journal journal = journals(Policy.SERVE).next();
    journal.keep(record(0));
    Place second = journal.keep(record(1));
    byte[] bytes = Files.readAllBytes(files().getFirst());
    bytes[Layout.ring(2048) + (int) second.end() - 20] ^= 1;
    LeftJournal found = LeftJournal.read(ByteBuffer.wrap(bytes));
    assertThat(found.records()).hasSizeLessThanOrEqualTo(2).isNotEmpty();
    assertThat(found.torn() + found.records().size()).isEqualTo(2);
    assertThat(left().torn()).isZero();
  }

  private Journals journals(Policy policy) {
    return Journals.in(folder, RING, policy);
  }

  private List<Path> files() throws IOException {
    try (var found = Files.list(folder)) {
      return found.filter(path -> path.toString().endsWith(".journal")).toList();
    }
  }

  private LeftJournal left() throws IOException, LeftJournal.Foreign {
    return LeftJournal.read(ByteBuffer.wrap(Files.readAllBytes(files().getFirst())));
  }

  private static RequestRecord record(int i) {
    return Records.served("req_" + i, NOON);
  }

  private static Journal.Begun begun(String id, int attempt) {
    RequestRecord request =
        new RequestRecord(
            id,
            NOON,
            Records.served(id, NOON).caller(),
            "anthropic",
            "sonnet",
            "claude-sonnet-4-5",
            "main",
            "****",
            "s1",
            "",
            0,
            "",
            List.of(),
            Usage.UNKNOWN,
            0,
            0,
            7,
            EndedBy.GATEWAY,
            "",
            "");
    return new Journal.Begun(request, attempt, "anthropic", new BigDecimal("1.5"), 400);
  }
}
