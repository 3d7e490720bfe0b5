package dev.sluice.ledger;

import dev.sluice.ledger.RequestRecord.EndedBy;
import dev.sluice.protocol.Usage;
import java.time.Instant;
import java.util.List;

/** Records to put into books. */
public final class Records {

  private Records() {}

  /** A request that a channel served at this time. */
  public static RequestRecord served(String id, Instant time) {
    return of(id, time, 200, "main", "s1", "");
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
            new AttemptRecord("first", "****0001", "quota_exhausted", 402, 5, 6),
            new AttemptRecord(channel, "sk-ant-****abcd", "succeeded", 200, 11, 90)),
        new Usage(10, 20, 30, 4, 5, true),
        12,
        34,
        100,
        EndedBy.UPSTREAM,
        error,
        "");
  }
}
