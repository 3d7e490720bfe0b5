package dev.sluice.ledger.journal;

import dev.sluice.ledger.AttemptRecord;
import dev.sluice.ledger.Billed;
import dev.sluice.ledger.CallerRecord;
import dev.sluice.ledger.Place;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.RequestRecord.EndedBy;
import dev.sluice.ledger.journal.RecordReader.Malformed;
import dev.sluice.ledger.price.Cost;
import dev.sluice.protocol.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A record as bytes and back. Prices are not among them: they are put on when it is stored. */
final class RecordCodec {

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
        Place.NONE);
  }

  /** The whole of it, its attempts included. */
  static RequestRecord readAll(RecordReader in) throws Malformed {
    RequestRecord head = read(in);
    List<AttemptRecord> attempts = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      attempts.add(
          new AttemptRecord(in.text(), in.text(), in.text(), in.small(), in.number(), in.number()));
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
    return head.tried(attempts).with(billed, Place.NONE);
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
