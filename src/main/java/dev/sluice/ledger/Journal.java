package dev.sluice.ledger;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Where one event loop notes what must not be lost, before its caller can know of it. Used by that
 * loop alone; nothing here waits.
 */
public interface Journal {

  /** Keeps nothing. */
  Journal NONE =
      new Journal() {
        @Override
        public boolean accepting() {
          return true;
        }

        @Override
        public Optional<Entry> begin(Begun begun) {
          return Optional.empty();
        }

        @Override
        public Place keep(RequestRecord record) {
          return Place.NONE;
        }
      };

  /**
   * An attempt that begins.
   *
   * @param request what is known of it, an answer aside
   * @param upstream the protocol that is spoken there
   * @param multiplier of the channel's prices
   */
  record Begun(
      RequestRecord request,
      int attempt,
      String upstream,
      BigDecimal multiplier,
      long promptBytes) {}

  /** What is known of an attempt under way. */
  interface Entry {

    /** To be called before what was observed goes out to the caller. */
    void observe(Observed seen);

    /** The record that this comes to is kept, or there is none. */
    void release();
  }

  /** False when nothing more can be kept and the operator wants no request unbooked. */
  boolean accepting();

  /** Empty when there is no room. */
  Optional<Entry> begin(Begun begun);

  /** Keeps a record until the store has it; without room it is kept nowhere. */
  Place keep(RequestRecord record);
}
