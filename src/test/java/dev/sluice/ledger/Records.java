package dev.sluice.ledger;

import dev.sluice.ledger.RequestRecord.EndedBy;
import dev.sluice.ledger.price.Cost;
import dev.sluice.protocol.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Records to put into books. */
public final class Records {

  private Records() {}

  /** A request that a channel served at this time. */
  public static RequestRecord served(String id, Instant time) {
    return of(id, time, 200, "main", "s1", "");
  }

  /** A request of this caller for which two attempts are charged. */
  public static RequestRecord charged(String id, Instant time, String key, Cost cost) {
    var usage = new Usage(10, 20, 30, 4, 5, 1, true);
    RequestRecord plain = of(id, time, 200, "main", "s1", "");
    return plain
        .by(new CallerRecord("issued-key", key, "", "anna"))
        .with(
            List.of(
                new Billed(
                    1, "first", "****0001", "opus", usage, true, BigDecimal.ONE, Cost.UNPRICED),
                new Billed(
                    2,
                    "main",
                    "sk-ant-****abcd",
                    "claude-sonnet-4-5",
                    usage,
                    false,
                    BigDecimal.ONE,
                    cost)),
            Place.NONE);
  }

  /** The same in this conversation of this agent, which took so long. */
  public static RequestRecord spoken(
      RequestRecord of, String session, String agent, long durationMs) {
    return copy(of, session, agent, of.ttfbMs(), of.ttftMs(), durationMs, of.counting());
  }

  /** The same, waited for so long. */
  public static RequestRecord waited(RequestRecord of, long ttfbMs, long ttftMs, boolean counting) {
    return copy(of, of.session(), of.agent(), ttfbMs, ttftMs, of.durationMs(), counting);
  }

  private static RequestRecord copy(
      RequestRecord of,
      String session,
      String agent,
      long ttfbMs,
      long ttftMs,
      long durationMs,
      boolean counting) {
    return new RequestRecord(
        of.id(),
        of.time(),
        of.caller(),
        of.protocol(),
        of.model(),
        of.servedModel(),
        of.channel(),
        of.key(),
        session,
        agent,
        of.status(),
        of.verdict(),
        of.attempts(),
        of.usage(),
        ttfbMs,
        ttftMs,
        durationMs,
        of.endedBy(),
        of.error(),
        of.trace(),
        of.billed(),
        counting,
        of.prelude(),
        of.place());
  }

  public static RequestRecord of(
      String id, Instant time, int status, String channel, String session, String error) {
    return new RequestRecord(
            id,
            time,
            new CallerRecord("access-key", "0123456789ab", ""),
            "anthropic",
            "sonnet",
            "claude-sonnet-4-5",
            channel,
            "sk-ant-****abcd",
            session,
            "",
            status,
            "succeeded",
            List.of(
                new AttemptRecord("first", "****0001", "quota_exhausted", 402, 5, 6, 3L),
                new AttemptRecord(channel, "sk-ant-****abcd", "succeeded", 200, 11, 90, 9L)),
            new Usage(10, 20, 30, 4, 5, true),
            12,
            34,
            100,
            EndedBy.UPSTREAM,
            error,
            "")
        .after(new Prelude(1L, 2L, List.of(new PassedOver("spare", "has no enabled key"))));
  }
}
