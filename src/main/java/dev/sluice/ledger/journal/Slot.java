package dev.sluice.ledger.journal;

import dev.sluice.ledger.Journal;
import dev.sluice.ledger.Observed;
import dev.sluice.protocol.Usage;
import java.lang.invoke.VarHandle;
import java.nio.MappedByteBuffer;
import java.util.zip.CRC32C;

/**
 * One attempt under way. What was observed is written by turns into two places, so that one of them
 * is whole whenever the process dies.
 */
final class Slot implements Journal.Entry {

  private final MappedByteBuffer file;
  private final int at;
  private final Runnable freed;
  private final byte[] scratch;
  private final CRC32C crc;
  private long sequence;

  /**
   * A slot of a file.
   *
   * @param freed called when it is free again
   * @param scratch room for what is observed, shared by the slots of one thread
   */
  Slot(MappedByteBuffer file, int at, Runnable freed, byte[] scratch, CRC32C crc) {
    this.file = file;
    this.at = at;
    this.freed = freed;
    this.scratch = scratch;
    this.crc = crc;
  }

  void begin(byte[] payload, int length) {
    sequence = 0;
    file.putLong(at + Layout.OBSERVED_A, 0);
    file.putLong(at + Layout.OBSERVED_B, 0);
    file.put(at + Layout.SLOT_PAYLOAD, payload, 0, length);
    file.putInt(at + 4, length);
    file.putInt(at + 8, checksum(payload, length));
    VarHandle.releaseFence();
    file.putInt(at, Layout.OPEN);
  }

  @Override
  public void observe(Observed seen) {
    sequence++;
    int flags = (seen.usage().known() ? Layout.KNOWN : 0) | (seen.complete() ? Layout.COMPLETE : 0);
    Usage usage = seen.usage();
    put(0, sequence);
    put(8, usage.inputTokens());
    put(16, usage.outputTokens());
    put(24, usage.cacheReadTokens());
    put(32, usage.cacheWrite5mTokens());
    put(40, usage.cacheWrite1hTokens());
    put(48, usage.webSearches());
    put(56, seen.answerBytes());
    put(64, seen.events());
    scratch[72] = 0;
    scratch[73] = 0;
    scratch[74] = 0;
    scratch[75] = (byte) flags;
    int place = at + ((sequence & 1) == 0 ? Layout.OBSERVED_A : Layout.OBSERVED_B);
    file.put(place, scratch, 0, scratch.length);
    file.putInt(place + scratch.length, checksum(scratch, scratch.length));
  }

  private void put(int offset, long value) {
    for (int i = 0; i < Long.BYTES; i++) {
      scratch[offset + i] = (byte) (value >>> (56 - 8 * i));
    }
  }

  private int checksum(byte[] bytes, int length) {
    crc.reset();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  @Override
  public void release() {
    file.putInt(at, Layout.FREE);
    freed.run();
  }
}
