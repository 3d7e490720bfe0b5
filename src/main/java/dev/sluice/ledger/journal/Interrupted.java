package dev.sluice.ledger.journal;

import dev.sluice.ledger.AttemptRecord;
import dev.sluice.ledger.Billed;
import dev.sluice.ledger.Observed;
import dev.sluice.ledger.Place;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.RequestRecord.EndedBy;
import dev.sluice.ledger.journal.LeftJournal.OpenAttempt;
import dev.sluice.ledger.price.Cost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes the record of a request that nobody settled from what was noted while it ran. */
final class Interrupted {

  private static final String ERROR = "the gateway was killed before the answer had ended";

  private Interrupted() {}

  /**
   * The record.
   *
   * @param attempts all of one request
   */
  static RequestRecord settle(List<OpenAttempt> attempts) {
    List<OpenAttempt> inOrder =
        attempts.stream().sorted(Comparator.comparingInt(OpenAttempt::attempt)).toList();
    List<AttemptRecord> tried = new ArrayList<>();
    List<Billed> billed = new ArrayList<>();
    for (OpenAttempt each : inOrder) {
      tried.add(tried(each));
      if (each.seen().charged()) {
        billed.add(billed(each));
      }
    }
    OpenAttempt last = inOrder.getLast();
    boolean complete = last.seen().complete();
    return last.request()
        .tried(tried)
        .ended(
            last.seen().answerBytes() > 0 ? 200 : 0,
            tried.getLast().verdict(),
            last.seen().charged() ? last.seen().settled(last.upstream()) : last.seen().usage(),
            complete ? EndedBy.UPSTREAM : EndedBy.GATEWAY,
            complete ? "" : ERROR)
        .with(billed, Place.NONE);
  }

  /* What was noted as it began says how long the request had taken until then. */
  private static AttemptRecord tried(OpenAttempt attempt) {
    RequestRecord request = attempt.request();
    return new AttemptRecord(
        request.channel(),
        request.key(),
        attempt.seen().complete() ? "succeeded" : "interrupted",
        attempt.seen().answerBytes() > 0 ? 200 : 0,
        0,
        0,
        request.durationMs());
  }

  private static Billed billed(OpenAttempt attempt) {
    RequestRecord request = attempt.request();
    Observed seen = attempt.seen();
    return new Billed(
        attempt.attempt(),
        request.channel(),
        request.key(),
        request.servedModel(),
        seen.settled(attempt.upstream()),
        seen.estimated(),
        attempt.multiplier(),
        Cost.UNPRICED);
  }
}
