package dev.sluice.ledger;

import dev.sluice.base.Money;
import dev.sluice.ledger.price.Cost;
import dev.sluice.protocol.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is kept of one request; texts that do not apply are empty.
 *
 * @param model as the caller asked for it
 * @param servedModel as the upstream was asked for it
 * @param key masked
 * @param status as the caller saw it
 * @param ttfbMs to the first byte to the caller
 * @param ttftMs to the first content
 * @param error one line; never a body
 * @param trace the caller's {@code traceparent}, for the line of the log alone: it is not stored
 * @param billed the attempts that cost something, in their order
 * @param counting whether tokens were to be counted and nothing to be generated
 * @param prelude what came before the attempts
 * @param place where a journal holds it; not stored
 */
public record RequestRecord(
    String id,
    Instant time,
    CallerRecord caller,
    String protocol,
    String model,
    String servedModel,
    String channel,
    String key,
    String session,
    String agent,
    int status,
    String verdict,
    List<AttemptRecord> attempts,
    Usage usage,
    long ttfbMs,
    long ttftMs,
    long durationMs,
    EndedBy endedBy,
    String error,
    String trace,
    List<Billed> billed,
    boolean counting,
    Prelude prelude,
    Place place) {

  public RequestRecord {
    attempts = List.copyOf(attempts);
    billed = List.copyOf(billed);
  }

  /** One that costs nothing and that no journal holds. */
  public RequestRecord(
      String id,
      Instant time,
      CallerRecord caller,
      String protocol,
      String model,
      String servedModel,
      String channel,
      String key,
      String session,
      String agent,
      int status,
      String verdict,
      List<AttemptRecord> attempts,
      Usage usage,
      long ttfbMs,
      long ttftMs,
      long durationMs,
      EndedBy endedBy,
      String error,
      String trace) {
    this(
        id,
        time,
        caller,
        protocol,
        model,
        servedModel,
        channel,
        key,
        session,
        agent,
        status,
        verdict,
        attempts,
        usage,
        ttfbMs,
        ttftMs,
        durationMs,
        endedBy,
        error,
        trace,
        List.of(),
        false,
        Prelude.NONE,
        Place.NONE);
  }

  /** Who ended the answer. */
  public enum EndedBy {
    UPSTREAM,
    CALLER,
    GATEWAY;

    /** As answers and the store name it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The one with this label. */
    public static EndedBy of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }
  }

  /** A request that was refused before anything was known of it but its head. */
  public static RequestRecord refused(
      String id, Instant time, String protocol, int status, String error) {
    return new RequestRecord(
        id,
        time,
        CallerRecord.UNKNOWN,
        protocol,
        "",
        "",
        "",
        "",
        "",
        "",
        status,
        "",
        List.of(),
        Usage.UNKNOWN,
        0,
        0,
        0,
        EndedBy.GATEWAY,
        error,
        "");
  }

  /** All of it together; empty when no price is known for a part of it. */
  public Optional<Money> cost() {
    Money sum = Money.ZERO;
    for (Billed each : billed) {
      switch (each.cost()) {
        case Cost.Priced(var amount, _, _) -> sum = sum.plus(amount);
        case Cost.Unpriced _ -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(sum);
  }

  public boolean estimated() {
    return billed.stream().anyMatch(Billed::estimated);
  }

  /** Whether the caller got no answer that it could use. */
  public boolean failed() {
    return status >= 400 || status == 0 || !error.isEmpty();
  }

  /** The same with a price on each attempt that costs something. */
  public RequestRecord priced(Function<Billed, Cost> price) {
    return billed.isEmpty()
        ? this
        : with(billed.stream().map(each -> each.withCost(price.apply(each))).toList(), place);
  }

  /** The same, held there. */
  public RequestRecord at(Place held) {
    return with(billed, held);
  }

  /** The same with these charges, held there. */
  public RequestRecord with(List<Billed> charged, Place held) {
    return copy(caller, status, verdict, attempts, usage, endedBy, error, charged, prelude, held);
  }

  /** The same, asked by someone else. */
  public RequestRecord by(CallerRecord who) {
    return copy(who, status, verdict, attempts, usage, endedBy, error, billed, prelude, place);
  }

  /** The same after these attempts. */
  public RequestRecord tried(List<AttemptRecord> made) {
    return copy(caller, status, verdict, made, usage, endedBy, error, billed, prelude, place);
  }

  /** The same after this. */
  public RequestRecord after(Prelude known) {
    return copy(caller, status, verdict, attempts, usage, endedBy, error, billed, known, place);
  }

  /** The same with this end. */
  public RequestRecord ended(int seen, String word, Usage used, EndedBy side, String why) {
    return copy(caller, seen, word, attempts, used, side, why, billed, prelude, place);
  }

  private RequestRecord copy(
      CallerRecord who,
      int seen,
      String word,
      List<AttemptRecord> made,
      Usage used,
      EndedBy side,
      String why,
      List<Billed> charged,
      Prelude before,
      Place held) {
    return new RequestRecord(
        id,
        time,
        who,
        protocol,
        model,
        servedModel,
        channel,
        key,
        session,
        agent,
        seen,
        word,
        made,
        used,
        ttfbMs,
        ttftMs,
        durationMs,
        side,
        why,
        trace,
        charged,
        counting,
        before,
        held);
  }
}
