package dev.sluice.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.doctor.SilenceChecks.Spell;
import dev.sluice.health.Finding;
import dev.sluice.health.Finding.State;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JudgementTest {

  private static final URI FRONT = URI.create("https://gateway.example");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static HttpHeaders headers(String... pairs) {
    var map = new HashMap<String, List<String>>();
    map.put("content-type", List.of("text/event-stream"));
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], List.of(pairs[i + 1]));
    }
    return HttpHeaders.of(Map.copyOf(map), (_, _) -> true);
  }

  /** Events that were sent every 100 ms and arrived at these times. */
  private static Heard heard(HttpHeaders headers, int of, Instant sent, long... arrivedMs) {
    var arrivals = new ArrayList<Heard.Arrival>();
    for (int i = 0; i < arrivedMs.length; i++) {
      arrivals.add(new Heard.Arrival(i + 1, of, 100L * i, arrivedMs[i], sent, NOW));
    }
    return new Heard(200, headers, Optional.empty(), arrivals, "", 60_040);
  }

  private static Finding stream(Heard heard) {
    return StreamChecks.of(FRONT, heard, NOW, false).getLast();
  }

  @Test
  void eventsThatArriveAsTheyWereSentAreFine() {
    assertThat(stream(heard(headers(), 4, NOW, 20, 121, 240, 330)).state()).isEqualTo(State.OK);
    assertThat(stream(heard(headers(), 4, NOW, 20, 200, 201, 220)).state()).isEqualTo(State.OK);
  }

  @Test
  void eventsThatArriveTogetherWereHeldBack() {
    Finding held = stream(heard(headers("server", "openresty"), 4, NOW, 330, 330, 331, 332));
    assertThat(held.state()).isEqualTo(State.FAILED);
    assertThat(held.seen().text())
        .startsWith("held back: 4 events sent over 0.3 s arrived over 0.0 s");
    assertThat(held.fix().text()).contains("proxy_buffering off");
  }

  @Test
  void everyProxyOnTheWayIsNamed() {
    var both = headers("server", "cloudflare", "via", "1.1 Caddy");
    Finding held = stream(heard(both, 2, NOW, 330, 330));
    assertThat(held.seen().text()).endsWith(" through Cloudflare and Caddy");
    assertThat(held.fix().text()).contains("Cloudflare: ", "flush_interval -1");
    assertThat(FrontProxy.of(headers("server", "notnginx"))).isEmpty();
  }

  @Test
  void aCompressedStreamIsWarnedOf() {
    Finding zipped = stream(heard(headers("content-encoding", "gzip"), 2, NOW, 20, 120));
    assertThat(zipped.state()).isEqualTo(State.WARNING);
    assertThat(zipped.seen().text()).contains("compressed as gzip");
  }

  @Test
  void anAnswerThatIsNoStreamSaysWhatToCheck() {
    for (var each :
        Map.of(302, "no redirect", 502, "upstream address", 401, "access key", 404, "every path")
            .entrySet()) {
      var answer = new Heard(each.getKey(), headers(), Optional.empty(), List.of(), "", 3);
      assertThat(stream(answer).fix().text()).as("%s", each).contains(each.getValue());
      assertThat(stream(answer).state()).isEqualTo(State.FAILED);
    }
  }

  @Test
  void theClockOfARemoteGatewayIsComparedWithOurs() {
    var off = heard(headers(), 2, NOW.minusSeconds(90), 20, 120);
    Finding clock = StreamChecks.of(FRONT, off, NOW, true).getLast();
    assertThat(clock.state()).isEqualTo(State.WARNING);
    assertThat(clock.seen().text()).isEqualTo("90 s ahead of the gateway's clock");
  }

  @Test
  void aCutOfALongSilenceIsHarmlessAndOneOfCommentsIsNot() {
    var headers = headers("server", "nginx");
    var cut = heard(headers, 2, NOW, 10);
    Finding silence = SilenceChecks.judge(FRONT, new Spell(65_000, 0), cut);
    assertThat(silence.state()).isEqualTo(State.WARNING);
    assertThat(silence.seen().text()).isEqualTo("cut after 60.0 s through nginx");
    assertThat(silence.fix().text()).contains("stream.pingAfterMs", "proxy_read_timeout 600s");
    Finding comments = SilenceChecks.judge(FRONT, new Spell(130_000, 12_000), cut);
    assertThat(comments.state()).isEqualTo(State.FAILED);
    var early = new Heard(200, headers, Optional.empty(), cut.arrivals(), "", 10_000);
    assertThat(SilenceChecks.judge(FRONT, new Spell(65_000, 0), early).state())
        .isEqualTo(State.FAILED);
  }

  @Test
  void spellsDoubleUpToTheLongest() {
    assertThat(SilenceChecks.spells(Duration.ofSeconds(130)))
        .containsExactly(
            new Spell(32_500, 0),
            new Spell(65_000, 0),
            new Spell(130_000, 0),
            new Spell(130_000, 12_000));
  }
}
