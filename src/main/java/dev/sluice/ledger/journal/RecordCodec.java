package dev.sluice.ledger.journal;

import dev.sluice.ledger.AttemptRecord;
import dev.sluice.ledger.Billed;
import dev.sluice.ledger.CallerRecord;
import dev.sluice.ledger.PassedOver;
import dev.sluice.ledger.Place;
import dev.sluice.ledger.Prelude;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.RequestRecord.EndedBy;
import dev.sluice.ledger.journal.RecordReader.Malformed;
import dev.sluice.ledger.price.Cost;
import dev.sluice.protocol.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as bytes and back. Prices are not among them: they are put on when it is stored.
 *
 * <p>What a version adds stands at the end, where the one before does not look: each reads what the
 * other left behind.
 */
final class RecordCodec {

  private static final long NOT_KNOWN = -1;

  private RecordCodec() {}

  static void write(RecordWriter out, RequestRecord record) {
    out.text(record.id());
    out.number(record.time().toEpochMilli());
    out.text(record.caller().kind());
    out.text(record.caller().id());
    out.text(record.caller().name());
    out.text(record.caller().user());
    out.text(record.protocol());
    out.text(record.model());
    out.text(record.servedModel());
    out.text(record.channel());
    out.text(record.key());
    out.text(record.session());
    out.text(record.agent());
    out.number(record.status());
    out.text(record.verdict());
    usage(out, record.usage());
    out.number(record.ttfbMs());
    out.number(record.ttftMs());
    out.number(record.durationMs());
    out.text(record.endedBy().label());
    out.text(record.error());
    out.flag(record.counting());
    attempts(out, record.attempts());
    billed(out, record.billed());
    record.attempts().forEach(each -> moment(out, each.startMs()));
    prelude(out, record.prelude());
  }

  private static void prelude(RecordWriter out, Prelude prelude) {
    moment(out, prelude.receivedMs());
    moment(out, prelude.admittedMs());
    out.count(prelude.passedOver().size());
    for (PassedOver each : prelude.passedOver()) {
      out.text(each.channel());
      out.text(each.reason());
    }
  }

  private static void moment(RecordWriter out, @Nullable Long ms) {
    out.number(ms == null ? NOT_KNOWN : ms);
  }

  private static void usage(RecordWriter out, Usage usage) {
    out.number(usage.inputTokens());
    out.number(usage.outputTokens());
    out.number(usage.cacheReadTokens());
    out.number(usage.cacheWrite5mTokens());
    out.number(usage.cacheWrite1hTokens());
    out.number(usage.webSearches());
    out.flag(usage.known());
  }

  private static void attempts(RecordWriter out, List<AttemptRecord> attempts) {
    out.count(attempts.size());
    for (AttemptRecord each : attempts) {
      out.text(each.channel());
      out.text(each.key());
      out.text(each.verdict());
      out.number(each.status());
      out.number(each.ttfbMs());
      out.number(each.ms());
    }
  }

  private static void billed(RecordWriter out, List<Billed> billed) {
    out.count(billed.size());
    for (Billed each : billed) {
      out.number(each.attempt());
      out.text(each.channel());
      out.text(each.key());
      out.text(each.model());
      usage(out, each.usage());
      out.flag(each.estimated());
      out.text(each.multiplier().toPlainString());
    }
  }

  static RequestRecord read(RecordReader in) throws Malformed {
    return new RequestRecord(
        in.text(),
        Instant.ofEpochMilli(in.number()),
        new CallerRecord(in.text(), in.text(), in.text(), in.text()),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.small(),
        in.text(),
        List.of(),
        usage(in),
        in.number(),
        in.number(),
        in.number(),
        endedBy(in.text()),
        in.text(),
        "",
        List.of(),
        in.flag(),
        Prelude.NONE,
        Place.NONE);
  }

  /** The whole of it, its attempts included. */
  static RequestRecord readAll(RecordReader in) throws Malformed {
    RequestRecord head = read(in);
    List<AttemptRecord> attempts = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      attempts.add(
          new AttemptRecord(
              in.text(), in.text(), in.text(), in.small(), in.number(), in.number(), null));
    }
    List<Billed> billed = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      billed.add(
          new Billed(
              in.small(),
              in.text(),
              in.text(),
              in.text(),
              usage(in),
              in.flag(),
              decimal(in.text()),
              Cost.UNPRICED));
    }
    RequestRecord whole = head.tried(attempts).with(billed, Place.NONE);
    return in.ended() ? whole : whole.tried(begun(in, attempts)).after(prelude(in));
  }

  private static List<AttemptRecord> begun(RecordReader in, List<AttemptRecord> attempts)
      throws Malformed {
    List<AttemptRecord> begun = new ArrayList<>();
    for (AttemptRecord each : attempts) {
      begun.add(each.begun(moment(in)));
    }
    return begun;
  }

  private static Prelude prelude(RecordReader in) throws Malformed {
    @Nullable Long received = moment(in);
    @Nullable Long admitted = moment(in);
    List<PassedOver> passedOver = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      passedOver.add(new PassedOver(in.text(), in.text()));
    }
    return new Prelude(received, admitted, passedOver);
  }

  private static @Nullable Long moment(RecordReader in) throws Malformed {
    long ms = in.number();
    return ms == NOT_KNOWN ? null : ms;
  }

  private static Usage usage(RecordReader in) throws Malformed {
    return new Usage(
        in.number(), in.number(), in.number(), in.number(), in.number(), in.number(), in.flag());
  }

  private static EndedBy endedBy(String label) throws Malformed {
    try {
      return EndedBy.of(label);
    } catch (IllegalArgumentException e) {
      throw new Malformed("nobody is named so");
    }
  }

  static BigDecimal decimal(String text) throws Malformed {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new Malformed("a multiplier is no number");
    }
  }
}
