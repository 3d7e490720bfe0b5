package dev.sluice.proxy;

import dev.sluice.ledger.Billed;
import dev.sluice.ledger.Journal;
import dev.sluice.ledger.Observed;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.price.Cost;
import dev.sluice.protocol.Usage;
import dev.sluice.upstream.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request costs, noted attempt by attempt: the journal knows of it before the caller can.
 * Nothing is noted where tokens are only counted.
 */
final class Booking {

  /* Long streams need no more than a rough note of how far they are. */
  private static final int OBSERVE_EVERY = 64;

  private final Journal journal;
  private final boolean counting;
  private final List<Billed> billed = new ArrayList<>();
  private final List<Journal.Entry> kept = new ArrayList<>();
  private Journal.@Nullable Begun current;
  private Journal.@Nullable Entry entry;
  private long bytes;
  private int chunks;

  Booking(Journal journal, boolean counting) {
    this.journal = journal;
    this.counting = counting;
  }

  /** An upstream is about to be asked. */
  void begins(Journal.Begun begun) {
    if (counting) {
      return;
    }
    current = begun;
    bytes = 0;
    chunks = 0;
    entry = journal.begin(begun).orElse(null);
  }

  /** So much of the answer is about to go out to the caller. */
  void passes(Reading reading, int length) {
    bytes += length;
    if (entry != null && (reading.complete() || chunks++ % OBSERVE_EVERY == 0)) {
      entry.observe(observed(reading));
    }
  }

  /**
   * The attempt has ended; what it is charged with is given, and kept until the request ends.
   * Nobody charges for an error in place of an answer.
   */
  Optional<Billed> ended(Reading reading) {
    Journal.Begun begun = current;
    if (begun == null) {
      return Optional.empty();
    }
    Observed seen = observed(reading);
    boolean refused = bytes == 0 && reading.error().isPresent();
    Optional<Billed> charged =
        seen.charged() && !refused ? Optional.of(billed(begun, seen)) : Optional.empty();
    charged.ifPresent(billed::add);
    if (entry != null) {
      entry.observe(seen);
      kept.add(entry);
    }
    current = null;
    entry = null;
    return charged;
  }

  private Observed observed(Reading reading) {
    return new Observed(
        reading.usage(),
        current == null ? 0 : current.promptBytes(),
        bytes,
        reading.progress(),
        reading.complete());
  }

  private static Billed billed(Journal.Begun begun, Observed seen) {
    RequestRecord request = begun.request();
    return new Billed(
        begun.attempt(),
        request.channel(),
        request.key(),
        request.servedModel(),
        seen.settled(begun.upstream()),
        seen.estimated(),
        begun.multiplier(),
        Cost.UNPRICED);
  }

  /** Of the last attempt that is charged for. */
  Optional<Usage> usage() {
    return billed.isEmpty() ? Optional.empty() : Optional.of(billed.getLast().usage());
  }

  /** The record with what is charged, kept by the journal from here on. */
  RequestRecord close(RequestRecord record) {
    RequestRecord whole = record.with(billed, record.place());
    if (!record.attempts().isEmpty()) {
      whole = whole.at(journal.keep(whole));
    }
    kept.forEach(Journal.Entry::release);
    kept.clear();
    return whole;
  }
}
