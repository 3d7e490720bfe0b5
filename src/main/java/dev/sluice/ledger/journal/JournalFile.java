package dev.sluice.ledger.journal;

import dev.sluice.config.PrivateFile;
import dev.sluice.ledger.Journal;
import dev.sluice.ledger.Place;
import dev.sluice.ledger.RequestRecord;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * The journal of one event loop: a file that is written full of nothing when it is made, so that a
 * disk which fills up later cannot fail it, and is mapped into memory, so that the kernel has what
 * was written when the process is killed. Written by its loop; {@link #drained} comes from another
 * thread.
 */
final class JournalFile implements Journal, AutoCloseable {

  /** Longer texts are cut, so that one record cannot fill a ring. */
  private static final int LONGEST_TEXT = 2_000;

  private static final int SHORT_TEXT = 120;

  private final Path path;
  private final int number;
  private final Policy policy;
  private final FileChannel channel;
  private final MappedByteBuffer file;
  private final int ring;
  private final long ringBytes;
  private final Deque<Slot> free = new ArrayDeque<>();
  private final RecordWriter writer = new RecordWriter();
  private final CRC32C crc = new CRC32C();
  private final byte[] scratch = new byte[Layout.OBSERVED - 4];
  private final ByteBuffer position = ByteBuffer.allocate(Long.BYTES);
  private final Fullness fullness;
  private final int slots;
  private long end;
  private volatile long drained;
  private volatile boolean broken;

  private JournalFile(
      Path path, int number, Size size, Policy policy, Fullness fullness, FileChannel channel)
      throws IOException {
    this.path = path;
    this.number = number;
    this.policy = policy;
    this.fullness = fullness;
    this.channel = channel;
    this.slots = size.slots();
    this.ring = Layout.ring(size.slots());
    this.ringBytes = size.ringBytes();
    this.file = channel.map(FileChannel.MapMode.READ_WRITE, 0, ring + ringBytes);
    file.putInt(Layout.AT_VERSION, Layout.VERSION);
    file.putInt(Layout.AT_SLOTS, size.slots());
    file.putLong(Layout.AT_RING, ringBytes);
    file.putLong(Layout.AT_DRAINED, 0);
    file.putLong(0, Layout.MAGIC);
    for (int i = 0; i < size.slots(); i++) {
      free.addLast(slot(i));
    }
  }

  /** How much a journal holds. */
  record Size(int slots, int ringBytes) {
    Size {
      if (slots < 1 || ringBytes < 4096 || ringBytes % Layout.ALIGN != 0) {
        throw new IllegalArgumentException("size: " + slots + ", " + ringBytes);
      }
    }
  }

  static JournalFile make(Path path, int number, Size size, Policy policy, Fullness fullness)
      throws IOException {
    FileChannel channel =
        PrivateFile.open(
            path,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE));
    try {
      channel.lock();
      fill(channel, Layout.ring(size.slots()) + (long) size.ringBytes());
      return new JournalFile(path, number, size, policy, fullness, channel);
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      Files.deleteIfExists(path);
      throw e;
    }
  }

  private static void fill(FileChannel channel, long length) throws IOException {
    ByteBuffer nothing = ByteBuffer.allocate(1 << 18);
    for (long left = length; left > 0; ) {
      nothing.clear().limit((int) Math.min(left, nothing.capacity()));
      left -= channel.write(nothing);
    }
  }

  private Slot slot(int index) {
    Slot[] made = new Slot[1];
    made[0] = new Slot(file, Layout.slot(index), () -> free.addFirst(made[0]), scratch, crc);
    return made[0];
  }

  @Override
  public boolean accepting() {
    if (policy == Policy.SERVE || (!broken && !free.isEmpty() && room() > ringBytes / 16)) {
      return true;
    }
    fullness.refused();
    return false;
  }

  private long room() {
    return ringBytes - (end - drained);
  }

  @Override
  public Optional<Entry> begin(Begun begun) {
    if (broken || free.isEmpty()) {
      fullness.unbooked();
      return Optional.empty();
    }
    try {
      begun(begun, LONGEST_TEXT);
      if (writer.length() > Layout.MOST_SLOT_PAYLOAD) {
        begun(begun, SHORT_TEXT);
      }
      if (writer.length() > Layout.MOST_SLOT_PAYLOAD) {
        return Optional.empty();
      }
      Slot slot = free.removeFirst();
      slot.begin(writer.bytes(), writer.length());
      return Optional.of(slot);
    } catch (InternalError e) {
      failed(e);
      return Optional.empty();
    }
  }

  private void begun(Begun begun, int longest) {
    writer.restart(longest);
    writer.number(begun.attempt());
    writer.text(begun.upstream());
    writer.text(begun.multiplier().toPlainString());
    writer.number(begun.promptBytes());
    RecordCodec.write(writer, begun.request());
  }

  @Override
  public Place keep(RequestRecord record) {
    if (broken) {
      fullness.unbooked();
      return Place.NONE;
    }
    try {
      RecordCodec.write(writer.restart(LONGEST_TEXT), record);
      return append();
    } catch (InternalError e) {
      failed(e);
      return Place.NONE;
    }
  }

  private Place append() {
    int length = writer.length();
    int whole = Layout.FRAME + Layout.aligned(length);
    long inLap = ringBytes - end % ringBytes;
    long needed = inLap < whole ? inLap + whole : whole;
    if (whole > ringBytes / 2 || needed + Layout.FRAME > room()) {
      fullness.unbooked();
      return Place.NONE;
    }
    if (inLap < whole) {
      file.putInt(offset(), Layout.LAP_ENDS);
      file.putLong(offset() + 8, end);
      end += inLap;
    }
    int at = offset();
    file.put(at + Layout.FRAME, writer.bytes(), 0, length);
    file.putLong(at + 8, end);
    file.putInt(at + 4, checksum(length));
    VarHandle.releaseFence();
    file.putInt(at, length);
    end += whole;
    return new Place(number, end);
  }

  private int offset() {
    return ring + (int) (end % ringBytes);
  }

  private int checksum(int length) {
    crc.reset();
    crc.update(position.putLong(0, end).array());
    crc.update(writer.bytes(), 0, length);
    return (int) crc.getValue();
  }

  /* The disk under the mapping is gone; the process must not follow it. */
  private void failed(InternalError e) {
    broken = true;
    fullness.broken(path.getFileName() + ": " + e.getMessage());
  }

  /** All up to this place is in the store. */
  void drained(long place) {
    if (place > drained && !broken) {
      drained = place;
      file.putLong(Layout.AT_DRAINED, place);
    }
  }

  /** Deletes the file when it holds nothing any more; else it is kept for the next start. */
  @Override
  public void close() throws IOException {
    boolean empty = !broken && drained == end && free.size() == slots;
    channel.close();
    if (empty) {
      Files.deleteIfExists(path);
    }
  }
}
