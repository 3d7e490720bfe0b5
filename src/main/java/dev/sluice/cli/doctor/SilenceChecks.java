package dev.sluice.cli.doctor;

import static dev.sluice.base.Words.asIs;
import static dev.sluice.base.Words.words;

import dev.sluice.base.Words;
import dev.sluice.health.Finding;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How long a silence what stands in front bears, and whether comments keep a stream alive. */
final class SilenceChecks {

  /* The gateway sends something of its own after 15 s at the latest. */
  private static final long LONGEST_OWN_MS = 16_000;
  private static final long USUAL_COMMENTS_MS = 12_000;
  private static final Duration SLACK = Duration.ofSeconds(15);

  private SilenceChecks() {}

  /**
   * One stream: an event, a silence, an event.
   *
   * @param commentsMs between comments in the silence; 0: none
   */
  record Spell(long silentMs, long commentsMs) {

    String query() {
      return "?events=2&everyMs=" + silentMs + "&commentsMs=" + commentsMs;
    }

    Words check() {
      String length = StreamChecks.seconds(silentMs);
      return commentsMs == 0 ? words("silence of {}", length) : words("comments for {}", length);
    }
  }

  /** Silences that double up to the longest, and as long a time with comments alone. */
  static List<Spell> spells(Duration longest) {
    long ms = longest.toMillis();
    return List.of(
        new Spell(ms / 4, 0),
        new Spell(ms / 2, 0),
        new Spell(ms, 0),
        new Spell(ms, Math.min(USUAL_COMMENTS_MS, ms / 4)));
  }

  /** All spells at the same time. */
  static List<Finding> run(GatewayLine line, Duration longest) throws InterruptedException {
    var findings = new ArrayList<Finding>();
    var running = new ArrayList<Future<Finding>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Spell spell : spells(longest)) {
        running.add(threads.submit(() -> listen(line, spell)));
      }
      for (Future<Finding> each : running) {
        findings.add(each.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return findings;
  }

  private static Finding listen(GatewayLine line, Spell spell) throws InterruptedException {
    try {
      Duration patience = Duration.ofMillis(spell.silentMs()).plus(SLACK);
      return judge(line.base(), spell, line.listen(spell.query(), patience));
    } catch (IOException e) {
      return Unanswered.finding(StreamChecks.group(line.base()), spell.check(), e);
    }
  }

  static Finding judge(URI front, Spell spell, Heard heard) {
    Words group = StreamChecks.group(front);
    List<FrontProxy> proxies = FrontProxy.of(heard.headers());
    String through = FrontProxy.through(proxies);
    if (heard.whole()) {
      return Finding.ok(group, spell.check(), words("borne{}", through));
    }
    if (heard.arrivals().isEmpty()) {
      return Finding.failed(
          group,
          spell.check(),
          words("answers {}, without an event{}", heard.status(), through),
          asIs(FrontProxy.unbuffered(proxies)));
    }
    Words seen = words("cut after {}{}", StreamChecks.seconds(heard.lastedMs()), through);
    Words fix = asIs(FrontProxy.patient(proxies));
    return spell.commentsMs() > 0 || heard.lastedMs() < LONGEST_OWN_MS
        ? Finding.failed(group, spell.check(), seen, fix)
        : Finding.warning(
            group,
            spell.check(),
            seen,
            words("harmless while stream.pingAfterMs is well below; or {}", fix));
  }
}
