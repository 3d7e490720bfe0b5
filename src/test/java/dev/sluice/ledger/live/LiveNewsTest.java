package dev.sluice.ledger.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ledger.CallerRecord;
import dev.sluice.ledger.Place;
import dev.sluice.ledger.Prelude;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.live.LiveRequest.Phase;
import dev.sluice.protocol.Usage;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LiveNewsTest {

  private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");

  private final LiveNews news = new LiveNews();

  private static LiveRequest request(String id, int second, long bytes, long ms) {
    var soFar =
        new RequestRecord(
            id,
            BEGAN.plusSeconds(second),
            CallerRecord.UNKNOWN,
            "anthropic",
            "m",
            "",
            "",
            "",
            "",
            "",
            200,
            "",
            List.of(),
            Usage.UNKNOWN,
            1,
            1,
            ms,
            RequestRecord.EndedBy.GATEWAY,
            "",
            "",
            List.of(),
            false,
            Prelude.NONE,
            Place.NONE);
    return new LiveRequest(soFar, Phase.STREAMING, 1, 0L, bytes);
  }

  @Test
  void onlyWhatIsNewOrFurtherIsTold() {
    assertThat(news.next(List.of(request("a", 1, 10, 5))).changed()).hasSize(1);
    assertThat(news.next(List.of(request("a", 1, 10, 500))).changed()).isEmpty();
    var changes = news.next(List.of(request("a", 1, 11, 600), request("b", 2, 0, 1)));
    assertThat(changes.changed()).extracting(LiveRequest::id).containsExactly("a", "b");
    assertThat(changes.ended()).isEmpty();
  }

  @Test
  void whatRunsNoMoreIsToldOnce() {
    news.next(List.of(request("a", 1, 1, 1), request("b", 2, 1, 1)));
    assertThat(news.next(List.of(request("b", 2, 1, 2))).ended()).containsExactly("a");
    assertThat(news.next(List.of(request("b", 2, 1, 3))).ended()).isEmpty();
  }

  @Test
  void ofTooManyTheLatestAreFollowed() {
    var all = IntStream.range(0, LiveNews.MOST + 3).mapToObj(i -> request("r" + i, i, 1, 1));
    var changes = news.next(all.toList());
    assertThat(changes.changed()).hasSize(LiveNews.MOST);
    assertThat(changes.changed().getFirst().id()).isEqualTo("r3");
  }
}
