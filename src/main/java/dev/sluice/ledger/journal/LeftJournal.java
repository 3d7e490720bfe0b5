package dev.sluice.ledger.journal;

import dev.sluice.ledger.Observed;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.journal.RecordReader.Malformed;
import dev.sluice.protocol.Usage;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Reads what a process left behind, whatever state it was in.
 *
 * @param records that were kept and are not known to be in the store
 * @param open attempts that were under way
 * @param torn how many were written in part and are left out
 */
record LeftJournal(List<RequestRecord> records, List<OpenAttempt> open, int torn) {

  /** An attempt that nobody settled; {@code seen} is all that was noted of its answer. */
  record OpenAttempt(
      RequestRecord request, int attempt, String upstream, BigDecimal multiplier, Observed seen) {}

  /** The file is none of ours, or of a later version. */
  static final class Foreign extends Exception {
    private static final long serialVersionUID = 1L;

    Foreign(String message) {
      super(message);
    }
  }

  static LeftJournal read(ByteBuffer file) throws Foreign {
    if (file.limit() < Layout.HEAD || file.getLong(0) != Layout.MAGIC) {
      throw new Foreign("it is no journal, or was never finished");
    }
    int version = file.getInt(Layout.AT_VERSION);
    if (version != Layout.VERSION) {
      throw new Foreign("its version is " + version + " (expected: " + Layout.VERSION + ")");
    }
    int slots = file.getInt(Layout.AT_SLOTS);
    long ring = file.getLong(Layout.AT_RING);
    boolean fits =
        slots >= 0
            && slots <= (file.limit() - Layout.HEAD) / Layout.SLOT
            && ring >= Layout.FRAME
            && ring <= file.limit() - (long) Layout.ring(slots);
    if (!fits) {
      throw new Foreign("its head makes no sense");
    }
    var reading = new Reading(file, slots, ring);
    reading.frames(file.getLong(Layout.AT_DRAINED));
    reading.slots();
    return new LeftJournal(List.copyOf(reading.records), List.copyOf(reading.open), reading.torn);
  }

  private static final class Reading {
    private final ByteBuffer file;
    private final int slots;
    private final long ring;
    private final List<RequestRecord> records = new ArrayList<>();
    private final List<OpenAttempt> open = new ArrayList<>();
    private int torn;

    Reading(ByteBuffer file, int slots, long ring) {
      this.file = file;
      this.slots = slots;
      this.ring = ring;
    }

    void frames(long from) {
      long at = Math.max(0, from);
      long stop = at + ring;
      while (at < stop) {
        int offset = Layout.ring(slots) + (int) (at % ring);
        long inLap = ring - at % ring;
        if (inLap < Layout.FRAME || file.getLong(offset + 8) != at) {
          return;
        }
        int length = file.getInt(offset);
        if (length == Layout.LAP_ENDS) {
          at += inLap;
          continue;
        }
        if (length <= 0 || length > inLap - Layout.FRAME) {
          torn += length == 0 ? 0 : 1;
          return;
        }
        frame(offset, length, at);
        at += Layout.FRAME + Layout.aligned(length);
      }
    }

    private void frame(int offset, int length, long at) {
      byte[] payload = bytes(offset + Layout.FRAME, length);
      var crc = new CRC32C();
      crc.update(ByteBuffer.allocate(Long.BYTES).putLong(0, at).array());
      crc.update(payload);
      if ((int) crc.getValue() != file.getInt(offset + 4)) {
        torn++;
        return;
      }
      try {
        records.add(RecordCodec.readAll(new RecordReader(payload)));
      } catch (Malformed e) {
        torn++;
      }
    }

    void slots() {
      for (int i = 0; i < slots; i++) {
        int at = Layout.slot(i);
        if (file.getInt(at) == Layout.OPEN) {
          slot(at);
        }
      }
    }

    private void slot(int at) {
      int length = file.getInt(at + 4);
      if (length <= 0 || length > Layout.MOST_SLOT_PAYLOAD) {
        torn++;
        return;
      }
      byte[] payload = bytes(at + Layout.SLOT_PAYLOAD, length);
      if (checksum(payload) != file.getInt(at + 8)) {
        torn++;
        return;
      }
      try {
        var in = new RecordReader(payload);
        int attempt = in.small();
        String upstream = in.text();
        BigDecimal multiplier = RecordCodec.decimal(in.text());
        Observed seen = seen(at, in.number());
        open.add(new OpenAttempt(RecordCodec.readAll(in), attempt, upstream, multiplier, seen));
      } catch (Malformed e) {
        torn++;
      }
    }

    private Observed seen(int at, long prompt) {
      byte[] one = bytes(at + Layout.OBSERVED_A, Layout.OBSERVED);
      byte[] two = bytes(at + Layout.OBSERVED_B, Layout.OBSERVED);
      byte[] last = sequence(one) >= sequence(two) ? one : two;
      if (sequence(last) == 0) {
        return new Observed(Usage.UNKNOWN, prompt, 0, 0, false);
      }
      ByteBuffer in = ByteBuffer.wrap(last);
      int flags = in.getInt(72);
      var usage =
          new Usage(
              in.getLong(8),
              in.getLong(16),
              in.getLong(24),
              in.getLong(32),
              in.getLong(40),
              in.getLong(48),
              (flags & Layout.KNOWN) != 0);
      return new Observed(
          usage, prompt, in.getLong(56), in.getLong(64), (flags & Layout.COMPLETE) != 0);
    }

    /* 0 when it was never written, or only in part. */
    private static long sequence(byte[] observed) {
      ByteBuffer in = ByteBuffer.wrap(observed);
      var crc = new CRC32C();
      crc.update(observed, 0, Layout.OBSERVED - 4);
      boolean whole = (int) crc.getValue() == in.getInt(Layout.OBSERVED - 4);
      return whole ? Math.max(0, in.getLong(0)) : 0;
    }

    private static int checksum(byte[] bytes) {
      var crc = new CRC32C();
      crc.update(bytes);
      return (int) crc.getValue();
    }

    private byte[] bytes(int at, int length) {
      byte[] bytes = new byte[length];
      file.get(at, bytes);
      return bytes;
    }
  }
}
