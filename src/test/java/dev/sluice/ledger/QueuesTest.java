package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QueuesTest {

  @Test
  void aFullInboxForgetsWhatIsInNoJournalAndCounts() {
    var inbox = new Inbox(2);
    List.of("a", "b", "c").forEach(id -> inbox.offer(record(id)));
    inbox.offer(record("d").at(new Place(0, 1)));
    assertThat(inbox.take(10)).extracting(RequestRecord::id).containsExactly("a", "b", "d");
    assertThat(inbox.dropped()).isEqualTo(1);
    assertThat(inbox.take(10)).isEmpty();
  }

  @Test
  void everyRecordOfManyThreadsIsTakenOnceOrCounted() throws InterruptedException {
    var inbox = new Inbox(500);
    var threads =
        List.of("a", "b", "c", "d").stream()
            .map(name ->
                Thread.ofPlatform()
                    .start(() -> {
                      for (int i = 0; i < 1000; i++) {
                        inbox.offer(record(name + i));
                      }
                    }))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    List<RequestRecord> taken = inbox.take(10_000);
    assertThat(taken).extracting(RequestRecord::id).doesNotHaveDuplicates();
    assertThat(taken.size() + inbox.dropped()).isEqualTo(4000);
  }

  @Test
  void whatTheStoreDidNotTakeComesFirstAgain() {
    var backlog = new Backlog(10);
    backlog.add(List.of(record("a"), record("b"), record("c")));
    List<RequestRecord> batch = backlog.poll(2);
    backlog.add(List.of(record("d")));
    backlog.putBack(batch);
    assertThat(backlog.poll(9)).extracting(RequestRecord::id).containsExactly("a", "b", "c", "d");
  }

  @Test
  void aFullBacklogForgetsWhatIsInNoJournalAndCounts() {
    var backlog = new Backlog(2);
    backlog.add(List.of(record("a"), record("b")));
    List<RequestRecord> batch = backlog.poll(1);
    backlog.add(List.of(record("c"), record("d"), record("e").at(new Place(0, 1))));
    backlog.putBack(batch);
    assertThat(backlog.poll(9)).extracting(RequestRecord::id).containsExactly("a", "b", "c", "e");
    assertThat(backlog.dropped()).isEqualTo(1);
  }

  @Test
  void cursorsThatNobodyGaveAreNone() {
    var cursor = new Cursor(17, "req_1:2");
    assertThat(Cursor.parse(cursor.text())).contains(cursor);
    for (String text : List.of("", "!", "MTc", "eDp5", "MTc6", "a".repeat(300))) {
      assertThat(Cursor.parse(text)).as(text).isEmpty();
    }
  }

  private static RequestRecord record(String id) {
    return Records.served(id, Instant.EPOCH);
  }
}
