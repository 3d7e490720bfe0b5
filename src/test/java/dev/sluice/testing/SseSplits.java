package dev.sluice.testing;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/** Cuts of bytes into pieces: by chance from a seed, or at every place. */
public final class SseSplits {

  private SseSplits() {}

  /** Pieces of 1 to {@code longest} bytes; the same seed gives the same cuts. */
  public static List<Buffer> cut(Buffer bytes, long seed, int longest) {
    var chance = new SplittableRandom(seed);
    var pieces = new ArrayList<Buffer>();
    for (int from = 0; from < bytes.length(); ) {
      int to = Math.min(bytes.length(), from + 1 + chance.nextInt(longest));
      pieces.add(bytes.getBuffer(from, to));
      from = to;
    }
    return pieces;
  }

  public static List<Buffer> cut(Buffer bytes, long seed) {
    return cut(bytes, seed, 1 + new SplittableRandom(seed).nextInt(64));
  }

  public static List<Buffer> everyByte(Buffer bytes) {
    return cut(bytes, 0, 1);
  }

  /** Tries a property with seeds from 1, and names the seed with which it failed. */
  public static void forSeeds(int count, LongConsumer property) {
    LongStream.rangeClosed(1, count)
        .forEach(seed -> {
          try {
            property.accept(seed);
          } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
          }
        });
  }
}
