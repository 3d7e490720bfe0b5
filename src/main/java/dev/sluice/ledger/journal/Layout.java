package dev.sluice.ledger.journal;

/**
 * Where what lies in a journal file: a head, a slot for each attempt under way, and a ring of
 * records.
 *
 * <pre>
 * head   0 magic (8)   8 version (4)   12 slots (4)   16 ring bytes (8)   24 drained (8)
 * slot   0 state (4)   4 length (4)   8 checksum (4)   12 payload
 *        A, B: 0 sequence (8)   8 six counts of usage (48)   56 answer bytes (8)   64 events (8)
 *              72 flags (4)   76 checksum (4)
 * frame  0 length (4)   4 checksum (4)   8 position (8)   16 payload, padded to 16 bytes
 * </pre>
 *
 * A position counts the bytes that the ring has ever taken, so that what an earlier lap left behind
 * is told from what follows. Checksums (CRC-32C) tell what a dying process wrote in part.
 */
final class Layout {

  static final long MAGIC = 0x534c_5549_4345_4a31L; // SLUICEJ1
  static final int VERSION = 1;

  static final int HEAD = 4096;
  static final int AT_VERSION = 8;
  static final int AT_SLOTS = 12;
  static final int AT_RING = 16;
  static final int AT_DRAINED = 24;

  static final int SLOT = 2048;
  static final int SLOT_PAYLOAD = 12;
  static final int OBSERVED_A = 1856;
  static final int OBSERVED_B = 1952;
  static final int OBSERVED = 80;
  static final int MOST_SLOT_PAYLOAD = OBSERVED_A - SLOT_PAYLOAD;
  static final int FREE = 0;
  static final int OPEN = 1;
  static final int KNOWN = 1;
  static final int COMPLETE = 2;

  static final int FRAME = 16;
  static final int ALIGN = 16;

  /** In place of a length: the rest of this lap is empty. */
  static final int LAP_ENDS = -1;

  private Layout() {}

  static int slot(int index) {
    return HEAD + index * SLOT;
  }

  static int ring(int slots) {
    return slot(slots);
  }

  static int aligned(int length) {
    return (length + ALIGN - 1) & -ALIGN;
  }
}
